import { describe, expect, test } from 'vitest'
import { bars, boxes, four, look, marksOf, sceneOf, symbols, texts, two } from './scene.fixture.ts'

describe('in round coordinates', () => {
  const rows = [{ k: 'a', v: 9, i: 1 }, { k: 'b', v: 17, i: 2 }, { k: 'c', v: 13, i: 3 }]

  test('the outermost ring is where the data ends, and the middle a round number below it', () => {
    const { value } = sceneOf([{ type: 'line', coord: 'polar', x: '=k', y: '=v' }], rows)
    expect([value.at(17), value.at(8)]).toEqual([1, 0])
  })

  test('a line along a spiral stays open', () => {
    expect(marksOf(sceneOf([{ type: 'line', coord: 'helix', x: '=i', y: '=v' }], rows))[0]?.path.toString()).not.toContain('Z')
  })

  test('an area along a spiral is one outline, and around a circle two', () => {
    const outlines = ['helix', 'polar'].map((coord) => marksOf(sceneOf([{ type: 'area', coord, x: '=i', y: '=v' }], rows))[0]?.path.toString() ?? '')
    expect(outlines.map((path) => path.match(/M/g)?.length)).toEqual([1, 2])
  })
})

describe('legends', () => {
  const rows = [{ a: 0, c: 'x', d: 'p' }, { a: 10, c: 'y', d: 'q' }]
  const legends = (mark: object) => sceneOf([{ type: 'point', x: '=a', y: '=a', ...mark }], rows).legends

  test('explain symbols', () => {
    expect(legends({ shape: '=c', color: 'red' })).toMatchObject([{ field: 'c', entries: [{ label: 'x', swatch: 'circle', color: 'red' }, { label: 'y', swatch: 'square', color: 'red' }] }])
  })

  test('explain symbols and colours of one field together, and of two fields apart', () => {
    expect(legends({ shape: '=c', color: '=c' })).toMatchObject([{ field: 'c', entries: [{ swatch: 'circle', color: '#100000' }, { swatch: 'square', color: '#200000' }] }])
    expect(legends({ shape: '=d', color: '=c' })).toMatchObject([{ field: 'c' }, { field: 'd' }])
  })

  test('switch off what has a symbol', () => {
    const scene = sceneOf([{ type: 'point', x: '=a', y: '=a', shape: '=c' }], rows, { hidden: new Map([['c', new Set(['x'])]]) })
    expect(symbols(scene).map(({ symbol }) => symbol)).toEqual(['square'])
  })

  test('of a heat map have its colours', () => {
    expect(legends({ type: 'heatmap', color: '=a', color_range: 'red blue' })).toMatchObject([{ kind: 'gradient', colors: ['red', 'blue'] }])
  })
})

describe('layers', () => {
  test('share their axes', () => {
    const scene = sceneOf([{ type: 'line', x: '=t', y: '=a' }, { type: 'line', x: '=t', y: '=b' }], [{ t: 0, a: 0, b: 50 }, { t: 1, a: 10, b: 100 }])
    expect(marksOf(scene).map(({ path }) => path.toString())).toEqual([expect.stringContaining('278'), expect.stringContaining('144')])
  })

  test('print their ticks as the field says', () => {
    const scene = sceneOf([{ ...bars, y: '={{intl v style="currency" currency="USD" minimum_fraction_digits=0}}' }], two)
    expect(texts(scene).map(({ text }) => text)).toEqual(expect.arrayContaining(['$0', '$10', '$20', 'a', 'b']))
  })

  test('may have titles on their axes', () => {
    const titles = texts(sceneOf([{ ...bars, x_title: 'Name', y_title: 'Size' }], two)).slice(-2)
    expect(titles.map(({ text, rotation }) => [text, rotation])).toEqual([['Name', undefined], ['Size', -90]])
  })

  test('of nothing are an empty plot', () => {
    const scene = sceneOf([bars], [])
    expect([boxes(scene), scene.legends]).toEqual([[], []])
    expect(sceneOf([], two).layers).toEqual([])
  })

  test('bound to fields that are not there draw nothing', () => {
    expect(boxes(sceneOf([{ type: 'interval', x: '=nowhere', y: '=nothing' }], two))).toEqual([])
  })
})

describe('a reader', () => {
  test('may hide categories, whose colours stay theirs', () => {
    const scene = sceneOf([{ ...bars, color: '=c', stack: 'auto' }], four, { hidden: new Map([['c', new Set(['x'])]]) })
    expect(scene.origin).toEqual([1, 3])
    expect(marksOf(scene).map(({ style }) => style.fill)).toEqual(['#200000'])
    expect(scene.legends).toMatchObject([{ entries: [{ value: 'x' }, { value: 'y' }] }])
  })

  test('may look at a part', () => {
    const scene = sceneOf([{ type: 'line', x: '=t', y: '=v' }], [{ t: 0, v: 0 }, { t: 100, v: 100 }], { view: { across: [0.5, 0.6], up: [0, 1] } })
    const ticks = texts(scene).filter(({ align }) => align === 'center')
    expect([ticks[0]?.text, ticks.at(-1)?.text]).toEqual(['50', '60'])
  })
})

describe('colours', () => {
  test('are those of the theme without any of the author', () => {
    expect(marksOf(sceneOf([bars], two))[0]?.style).toEqual({ fill: look.primary })
  })

  test('are the literal of the author', () => {
    expect(marksOf(sceneOf([{ ...bars, color: '$green', fill_opacity: 0.5 }], two))[0]?.style).toEqual({ fill: '#00ff00', fillOpacity: 0.5 })
    expect(marksOf(sceneOf([{ ...bars, fill_color: 'red', stroke_color: 'blue' }], two))[0]?.style).toEqual({ fill: 'red', stroke: 'blue', strokeSize: 1 })
  })
})
