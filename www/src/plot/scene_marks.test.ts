import { describe, expect, test } from 'vitest'
import { bars, boxes, four, marksOf, sceneOf, symbols, texts, two } from './scene.fixture.ts'

describe('bars', () => {
  test('stand on their names and reach from zero to their values', () => {
    const scene = sceneOf([bars], two)
    expect(scene.coord.box).toEqual({ x: 20, y: 10, width: 368, height: 268 })
    expect(boxes(scene)).toEqual([[80, 144, 144, 278], [264, 10, 328, 278]])
  })

  test('lie on their side when the names are on the other axis', () => {
    const scene = sceneOf([{ type: 'interval', x: '=v', y: '=k' }], two)
    expect(scene.plan.isTransposed).toBe(true)
    const [first, second] = boxes(scene)
    const { x, y, width, height } = scene.coord.box
    expect([first?.[0], first?.[2]]).toEqual([Math.round(x), Math.round(x + width / 2)])
    expect([second?.[0], second?.[2]]).toEqual([Math.round(x), Math.round(x + width)])
    // The first name is at the bottom.
    expect(first?.[3]).toBeGreaterThan(y + height / 2)
  })

  test('stack by colour, the first on top, as in the legend', () => {
    const scene = sceneOf([{ ...bars, color: '=c', stack: 'auto' }], four)
    expect(boxes(scene).map(([, top, , bottom]) => [top, bottom])).toEqual([[10, 77], [77, 278], [10, 144], [144, 278]])
    expect(scene.legends).toEqual([
      { kind: 'categories', field: 'c', entries: [{ value: 'x', label: 'x', color: '#100000', swatch: 'area' }, { value: 'y', label: 'y', color: '#200000', swatch: 'area' }] },
    ])
  })

  test('stand side by side when dodged', () => {
    const scene = sceneOf([{ ...bars, color: '=c', dodge: 'auto' }], four)
    const [first, second] = boxes(scene)
    expect((second?.[0] ?? 0) - (first?.[2] ?? 0)).toBe(1)
    expect((first?.[2] ?? 0) - (first?.[0] ?? 0)).toBe((second?.[2] ?? 0) - (second?.[0] ?? 0))
  })

  test('stack within their lane when dodged by another field', () => {
    const scene = sceneOf([{ ...bars, color: '=c', stack: 'auto', dodge: '=lane' }], [
      { k: 'a', lane: 1, c: 'x', v: 10 },
      { k: 'a', lane: 2, c: 'x', v: 10 },
      { k: 'a', lane: 1, c: 'y', v: 10 },
    ])
    const [first, second, third] = boxes(scene)
    expect(first?.[0]).toBe(third?.[0])
    expect(first?.[3]).toBe(third?.[1])
    expect(second?.[3]).toBe(278)
    expect(Math.abs((second?.[0] ?? 0) - (first?.[2] ?? 0))).toBeLessThanOrEqual(1)
  })

  test('reach from one value to another', () => {
    expect(boxes(sceneOf([{ type: 'interval', x: '=k', y0: '=from', y: '=to' }], [{ k: 'a', from: 5, to: 15 }, { k: 'b', from: 0, to: 20 }]))[0]?.slice(1)).toEqual([77, 144, 211])
  })

  test('fill their bins in a histogram', () => {
    const scene = sceneOf([{ type: 'interval', x1: '=lo', x2: '=hi', y: '=n' }], [{ lo: 0, hi: 10, n: 1 }, { lo: 10, hi: 20, n: 2 }])
    const { x, width } = scene.coord.box
    expect(boxes(scene).map(([left, , right]) => [left, right])).toEqual([[Math.round(x), Math.round(x + width / 2)], [Math.round(x + width / 2), Math.round(x + width)]])
  })

  test('lie on their side in a histogram of bins that are upright', () => {
    expect(sceneOf([{ type: 'interval', x: '=n', y1: '=lo', y2: '=hi' }], [{ lo: 0, hi: 10, n: 1 }]).plan.isTransposed).toBe(true)
  })

  test('end where the axis ends', () => {
    expect(boxes(sceneOf([{ ...bars, y_max: 15 }], two))[1]?.[1]).toBe(10)
  })

  test('are as wide in pixels as the author says', () => {
    expect(boxes(sceneOf([{ ...bars, size: 10 }], two))[0]).toEqual([107, 144, 117, 278])
  })

  test('without a value are left out', () => {
    expect(boxes(sceneOf([bars], [{ k: 'a', v: null }, { k: 'b', v: 1 }]))).toHaveLength(1)
  })

  test('of numbers keep room at both ends', () => {
    const scene = sceneOf([bars], [{ k: 1, v: 1 }, { k: 2, v: 1 }, { k: 3, v: 1 }])
    const lefts = boxes(scene).map(([left = 0]) => left)
    expect(Math.min(...lefts)).toBeGreaterThan(scene.coord.box.x)
  })
})

describe('lines', () => {
  const rows = [{ t: 2, v: 20 }, { t: 0, v: 0 }, { t: 1, v: 10 }]

  test('go through their rows in the order of their keys', () => {
    const [line] = marksOf(sceneOf([{ type: 'line', x: '=t', y: '=v' }], rows))
    expect(line?.path.toString()).toBe('M20,278L204,144L388,10')
  })

  test('of a path go through their rows as they come', () => {
    const [line] = marksOf(sceneOf([{ type: 'path', x: '=t', y: '=v' }], rows))
    expect(line?.path.toString()).toBe('M388,10L20,278L204,144')
  })

  test('are interrupted where there is no value', () => {
    const [line] = marksOf(sceneOf([{ type: 'line', x: '=t', y: '=v' }], [{ t: 0, v: 0 }, { t: 1, v: 10 }, { t: 2, v: null }, { t: 3, v: 10 }, { t: 4, v: 20 }]))
    expect(line?.path.toString().match(/M/g)).toHaveLength(2)
  })

  test('are one for each colour', () => {
    const lines = marksOf(sceneOf([{ type: 'line', x: '=k', y: '=v', color: '=c' }], four))
    expect(lines.map(({ style }) => style.stroke)).toEqual(['#100000', '#200000'])
  })

  test('are styled as the author says', () => {
    const [line] = marksOf(sceneOf([{ type: 'line', x: '=t', y: '=v', stroke_color: '$x', stroke_size: 5, stroke_opacity: 0.5, stroke_dash: '4 2' }], rows))
    expect(line?.style).toEqual({ stroke: '#00ff00', strokeSize: 5, strokeOpacity: 0.5, dash: [4, 2] })
  })

  test('may go in steps', () => {
    const [line] = marksOf(sceneOf([{ type: 'line', x: '=t', y: '=v', curve: 'step-after' }], rows))
    expect(line?.path.toString()).toBe('M20,278L204,278L204,144L388,144L388,10')
  })

  test('come back to where they began in polar coordinates', () => {
    const [line] = marksOf(sceneOf([{ type: 'line', coord: 'polar', x: '=k', y: '=v' }], [...two, { k: 'c', v: 5 }]))
    expect(line?.path.toString()).toMatch(/Z$/)
  })

  test('of ten thousand rows are drawn with fewer points', () => {
    const many = Array.from({ length: 10_000 }, (_, t) => ({ t, v: Math.sin(t) }))
    const [line] = marksOf(sceneOf([{ type: 'line', x: '=t', y: '=v' }], many))
    expect(line?.path.toString().match(/L/g)?.length).toBeLessThan(400 * 4)
  })
})

describe('areas', () => {
  test('stand on zero', () => {
    const [area] = marksOf(sceneOf([{ type: 'area', x: '=t', y: '=v' }], [{ t: 0, v: 10 }, { t: 1, v: 20 }]))
    expect(area?.path.toString()).toBe('M20,144L388,10L388,278L20,278Z')
    expect(area?.style).toEqual({ fill: '#0000ff', fillOpacity: 0.25 })
  })

  test('lie between two values', () => {
    const [area] = marksOf(sceneOf([{ type: 'area', x: '=t', y0: '=lo', y: '=hi', y_min: 0 }], [{ t: 0, lo: 10, hi: 20 }, { t: 1, lo: 0, hi: 10 }]))
    expect(area?.path.toString()).toBe('M20,10L388,144L388,278L20,144Z')
  })

  test('stack', () => {
    const [top, bottom] = marksOf(sceneOf([{ type: 'area', x: '=k', y: '=v', color: '=c', stack: 'auto' }], four))
    expect(bottom?.path.toString()).toBe('M112,77L296,144L296,278L112,278Z')
    expect(top?.path.toString()).toBe('M112,10L296,10L296,144L112,77Z')
  })
})

describe('points', () => {
  test('lie at their values', () => {
    const [points] = symbols(sceneOf([{ type: 'point', x: '=a', y: '=b' }], [{ a: 0, b: 0 }, { a: 10, b: 20 }]))
    expect([points?.symbol, [...(points?.x ?? [])], [...(points?.y ?? [])], [...(points?.radius ?? [])]]).toEqual(['circle', [20, 388], [278, 10], [4, 4]])
  })

  test('differ in colour, symbol and size', () => {
    const scene = sceneOf([{ type: 'point', x: '=a', y: '=a', color: '=c', shape: '=c', size: '=a', size_range: '2 10' }], [{ a: 0, c: 'x' }, { a: 10, c: 'y' }])
    expect(symbols(scene).map(({ symbol, radius, style }) => [symbol, ...radius, style.fill])).toEqual([['circle', 2, '#100000'], ['square', 10, '#200000']])
    expect(scene.legends.map(({ kind }) => kind)).toEqual(['categories', 'size'])
  })

  test('that are lines only are not filled', () => {
    const [points] = symbols(sceneOf([{ type: 'point', x: '=a', y: '=a', shape: 'plus' }], [{ a: 0 }, { a: 1 }]))
    expect(points?.style.fill).toBeUndefined()
  })

  test('beyond the limits are left out', () => {
    const [points] = symbols(sceneOf([{ type: 'point', x: '=a', y: '=a', x_max: 5 }], [{ a: 0 }, { a: 9 }]))
    expect(points?.x).toHaveLength(1)
  })
})

describe('other marks', () => {
  test('cells fill the room of their names', () => {
    const scene = sceneOf([{ type: 'polygon', x: '=a', y: '=b', color: '=v' }], [{ a: 'p', b: 'q', v: 0 }, { a: 'r', b: 'q', v: 1 }])
    const { x, y, width, height } = scene.coord.box
    expect(boxes(scene)[0]).toEqual([x, y, x + width / 2, y + height].map(Math.round))
    expect(scene.legends).toMatchObject([{ kind: 'gradient', low: '0', high: '1' }])
  })

  test('boxes reach from the lowest to the highest value', () => {
    const scene = sceneOf([{ type: 'schema', x: '=k', y1: '=a', y_q1: '=b', y_q2: '=c', y_q3: '=d', y2: '=e' }], [{ k: 'p', a: 0, b: 10, c: 15, d: 20, e: 40 }])
    const [whiskers, box, median] = marksOf(scene)
    expect(boxes(scene)).toEqual([[180, 10, 228, 278]])
    expect(box?.path.toString()).toBe('R180,144,48,67')
    expect(median?.path.toString()).toBe('M180,177.5L228,177.5')
    expect(whiskers?.path.toString()).toContain('M204,278L204,211')
  })

  test('boxes lie on their side when their values do', () => {
    expect(sceneOf([{ type: 'schema', y: '=k', x1: '=a', x_q1: '=a', x_q2: '=a', x_q3: '=a', x2: '=b' }], [{ k: 'p', a: 0, b: 1 }]).plan.isTransposed).toBe(true)
  })

  test('edges join two places', () => {
    const [edge] = marksOf(sceneOf([{ type: 'edge', x0: '=a', x: '=b', y0: '=a', y: '=b' }], [{ a: 0, b: 20 }]))
    expect(edge?.path.toString()).toBe('M20,278L388,10')
  })

  test('heat maps are hottest at the highest value', () => {
    const [heat] = sceneOf([{ type: 'heatmap', x: '=a', y: '=a', color: '=v' }], [{ a: 0, v: 2 }, { a: 1, v: 4 }]).shapes.filter(({ kind }) => kind === 'heat')
    expect(heat?.kind === 'heat' && [...heat.weight]).toEqual([0, 1])
  })

  test('slices of a pie fill the circle', () => {
    const scene = sceneOf([{ type: 'interval', coord: 'theta', y: '=v', color: '=c', stack: 'auto' }], [{ c: 'x', v: 1 }, { c: 'y', v: 3 }])
    const [target] = scene.layers[0]?.drawing.targets ?? []
    expect(target?.kind === 'cells' && [[...target.value0], [...target.value1], [...target.key0], [...target.key1]]).toEqual([[0, 0.25], [0.25, 1], [0, 0], [1, 1]])
    expect(texts(scene)).toEqual([])
  })
})
