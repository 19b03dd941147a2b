import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { MarkSpec } from './grammar/spec.ts'
import { boxes, look, marksOf, sceneOf, symbols, texts } from './scene.fixture.ts'
import type { Scene } from './scene.ts'

interface Vocabulary {
  readonly functions: Record<string, { readonly arguments: readonly (readonly [name: string, type: string])[] }>
  readonly constants: Record<string, Record<string, string>>
}

const file = new URL('../../../tests/vectors/reference/vocabulary.json', import.meta.url)
const { functions, constants } = JSON.parse(readFileSync(file, 'utf8')) as Vocabulary
const attributes = (functions['mark']?.arguments ?? []).map(([name]) => name)
const valuesOf = (name: string): string[] => Object.values(constants[name] ?? {})

const rows = [
  { n: 'a', g: 'east', i: 1, v: 10, w: 30, u: 13, t: '2024-01-01' },
  { n: 'a', g: 'west', i: 2, v: 20, w: 50, u: 27, t: '2024-01-02' },
  { n: 'b', g: 'east', i: 3, v: 40, w: 60, u: 58, t: '2024-01-09' },
  { n: 'b', g: 'west', i: 7, v: 15, w: 20, u: 41, t: '2024-02-01' },
]

/** What an attribute does: a mark without it, the attribute, and what it changes. */
interface Effect {
  readonly mark: MarkSpec
  readonly set: MarkSpec
  /** A part of the scene that is this way with the attribute, and another without. */
  readonly see: (scene: Scene) => unknown
  readonly is: unknown
  /** Marks beside the one that is looked at. */
  readonly beside?: readonly MarkSpec[]
}

const points: MarkSpec = { type: 'point', x: '=i', y: '=v' }
const bars: MarkSpec = { type: 'interval', x: '=n', y: '=v' }
const line: MarkSpec = { type: 'line', x: '=i', y: '=v' }
const labelled: MarkSpec = { ...points, label: '=n' }
const level: MarkSpec = { y: 25 }
const box: MarkSpec = { type: 'schema', y1: '=i', y_q1: '=v', y_q2: '=v', y_q3: '=v', y2: '=w', x: '=n' }
const levelBox: MarkSpec = { type: 'schema', x1: '=i', x_q1: '=v', x_q2: '=v', x_q3: '=v', x2: '=w', y: '=n' }

const without = (mark: MarkSpec, name: keyof MarkSpec): MarkSpec => Object.fromEntries(Object.entries(mark).filter(([other]) => other !== name))
const unit = (scale: 'key' | 'value', value: unknown) => (scene: Scene) => Math.round(scene[scale].at(value) * 1000) / 1000
const words = (scene: Scene): string[] => texts(scene).map(({ text }) => text)
const style = (name: string) => (scene: Scene) => (marksOf(scene)[0]?.style ?? symbols(scene)[0]?.style)?.[name as 'fill']
const outline = (scene: Scene): string => marksOf(scene).at(-1)?.path.toString() ?? ''
const labelOf = (scene: Scene) => texts(scene).find(({ text }) => text === 'a')
const label = (name: string) => (scene: Scene) => labelOf(scene)?.[name as 'x']
const labelStyle = (name: string) => (scene: Scene) => labelOf(scene)?.style[name as 'fill']
const quarter = (name: string) => (scene: Scene) => {
  const { layers } = scene
  return layers[0]?.encoding[name.startsWith('x') ? (scene.plan.isTransposed ? 'value' : 'key') : 'value'][name.slice(2) as 'q1'] !== undefined
}

const effects: Readonly<Record<string, Effect>> = {
  coord: { mark: { ...bars, y_min: 0 }, set: { coord: 'polar' }, see: ({ coord }) => coord.isRect, is: false },
  type: { mark: { ...points }, set: { type: 'line' }, see: (scene) => symbols(scene).length, is: 0 },
  x: { mark: { type: 'point', y: '=v' }, set: { x: '=i' }, see: (scene) => new Set(symbols(scene)[0]?.x).size, is: 4 },
  x0: { mark: { type: 'edge', x: '=i', y: '=v' }, set: { x0: '=w' }, see: (scene) => /^M(.*),(.*)L\1,\2M/.test(outline(scene)), is: false },
  x1: { mark: { type: 'interval', x2: '=i', y: '=v' }, set: { x1: '=v' }, see: ({ layers }) => layers[0]?.encoding.key.low !== undefined, is: true },
  x2: { mark: { type: 'interval', x1: '=i', y: '=v' }, set: { x2: '=v' }, see: ({ layers }) => layers[0]?.encoding.key.high !== undefined, is: true },
  x_q1: { mark: without(levelBox, 'x_q1'), set: { x_q1: '=v' }, see: (scene) => [quarter('x_q1')(scene), boxes(scene).length], is: [true, 4] },
  x_q2: { mark: without(levelBox, 'x_q2'), set: { x_q2: '=v' }, see: (scene) => [quarter('x_q2')(scene), boxes(scene).length], is: [true, 4] },
  x_q3: { mark: without(levelBox, 'x_q3'), set: { x_q3: '=v' }, see: (scene) => [quarter('x_q3')(scene), boxes(scene).length], is: [true, 4] },
  x_min: { mark: points, set: { x_min: -10 }, see: unit('key', -10), is: 0 },
  x_max: { mark: points, set: { x_max: 70 }, see: unit('key', 70), is: 1 },
  x_nice: { mark: { ...points, x: '=u' }, set: { x_nice: false }, see: unit('key', 13), is: 0 },
  x_scale: { mark: points, set: { x_scale: 'category' }, see: ({ key }) => key.kind, is: 'discrete' },
  x_title: { mark: points, set: { x_title: 'Across' }, see: (scene) => words(scene).includes('Across'), is: true },
  y: { mark: { type: 'point', x: '=i' }, set: { y: '=v' }, see: (scene) => new Set(symbols(scene)[0]?.y).size, is: 4 },
  y0: { mark: bars, set: { y0: '=i' }, see: (scene) => new Set(boxes(scene).map(([, , , bottom]) => bottom)).size, is: 4 },
  y1: { mark: { type: 'interval', x: '=n', y2: '=w' }, set: { y1: '=v' }, see: (scene) => boxes(scene).length, is: 4 },
  y2: { mark: { type: 'interval', x: '=n', y1: '=v' }, set: { y2: '=w' }, see: (scene) => boxes(scene).length, is: 4 },
  y_q1: { mark: without(box, 'y_q1'), set: { y_q1: '=v' }, see: (scene) => [quarter('y_q1')(scene), boxes(scene).length], is: [true, 4] },
  y_q2: { mark: without(box, 'y_q2'), set: { y_q2: '=v' }, see: (scene) => [quarter('y_q2')(scene), boxes(scene).length], is: [true, 4] },
  y_q3: { mark: without(box, 'y_q3'), set: { y_q3: '=v' }, see: (scene) => [quarter('y_q3')(scene), boxes(scene).length], is: [true, 4] },
  y_min: { mark: points, set: { y_min: -60 }, see: unit('value', -60), is: 0 },
  y_max: { mark: points, set: { y_max: 90 }, see: unit('value', 90), is: 1 },
  y_nice: { mark: { ...points, y: '=u' }, set: { y_nice: false }, see: unit('value', 13), is: 0 },
  y_scale: { mark: points, set: { y_scale: 'log' }, see: unit('value', 20), is: 0.301 },
  y_title: { mark: points, set: { y_title: 'Upwards' }, see: (scene) => texts(scene).find(({ text }) => text === 'Upwards')?.rotation, is: -90 },
  color: { mark: points, set: { color: '=g' }, see: (scene) => symbols(scene).map((shape) => shape.style.fill), is: look.palette.slice(0, 2) },
  color_range: { mark: { ...points, color: '=g' }, set: { color_range: 'red blue' }, see: (scene) => symbols(scene).map((shape) => shape.style.fill), is: ['red', 'blue'] },
  color_domain: {
    mark: { ...points, color: '=g', color_range: 'red blue' },
    set: { color_domain: ['west', 'east'] },
    see: (scene) => symbols(scene).map((shape) => shape.style.fill),
    is: ['blue', 'red'],
  },
  shape: { mark: points, set: { shape: 'diamond' }, see: (scene) => symbols(scene)[0]?.symbol, is: 'diamond' },
  shape_range: { mark: { ...points, shape: '=g' }, set: { shape_range: 'plus bowtie' }, see: (scene) => symbols(scene).map(({ symbol }) => symbol), is: ['plus', 'bowtie'] },
  size: { mark: points, set: { size: 9 }, see: (scene) => symbols(scene)[0]?.radius[0], is: 9 },
  size_range: { mark: { ...points, size: '=v' }, set: { size_range: '2 32' }, see: (scene) => [...(symbols(scene)[0]?.radius ?? [])], is: [2, 12, 32, 7] },
  stack: { mark: { ...bars, color: '=g' }, set: { stack: 'auto' }, see: ({ value }) => value.at(55) <= 1, is: true },
  dodge: { mark: { ...bars, color: '=g' }, set: { dodge: '=g' }, see: (scene) => new Set(boxes(scene).map(([left]) => left)).size, is: 4 },
  curve: { mark: line, set: { curve: 'smooth' }, see: (scene) => outline(scene).includes('C'), is: true },
  fill_color: { mark: bars, set: { fill_color: 'red' }, see: style('fill'), is: 'red' },
  fill_opacity: { mark: bars, set: { fill_opacity: 0.3 }, see: style('fillOpacity'), is: 0.3 },
  stroke_color: { mark: bars, set: { stroke_color: 'red' }, see: style('stroke'), is: 'red' },
  stroke_opacity: { mark: line, set: { stroke_opacity: 0.3 }, see: style('strokeOpacity'), is: 0.3 },
  stroke_size: { mark: line, set: { stroke_size: 7 }, see: style('strokeSize'), is: 7 },
  stroke_dash: { mark: line, set: { stroke_dash: '4 2' }, see: style('dash'), is: [4, 2] },
  label: { mark: points, set: { label: '=n' }, see: (scene) => words(scene).includes('a'), is: true },
  label_offset: { mark: { ...labelled, y_max: 90 }, set: { label_offset: 10 }, see: (scene) => Math.round((symbols(scene)[0]?.y[0] ?? 0) - (labelOf(scene)?.y ?? 0)), is: 18 },
  label_offset_x: { mark: labelled, set: { label_offset_x: 10 }, see: (scene) => (labelOf(scene)?.x ?? 0) - (symbols(scene)[0]?.x[0] ?? 0), is: 10 },
  label_offset_y: { mark: labelled, set: { label_offset_y: 10 }, see: (scene) => (labelOf(scene)?.y ?? 0) - (symbols(scene)[0]?.y[0] ?? 0), is: 2 },
  label_rotation: { mark: labelled, set: { label_rotation: '30' }, see: label('rotation'), is: 30 },
  label_position: { mark: labelled, set: { label_position: 'left' }, see: label('align'), is: 'right' },
  label_overlap: { mark: { ...labelled, x: '=n', y: '=n' }, set: { label_overlap: 'overlap' }, see: (scene) => texts(scene).filter(({ style }) => style.strokeSize).length, is: 4 },
  label_fill_color: { mark: labelled, set: { label_fill_color: 'red' }, see: labelStyle('fill'), is: 'red' },
  label_fill_opacity: { mark: labelled, set: { label_fill_opacity: 0.4 }, see: labelStyle('fillOpacity'), is: 0.4 },
  label_stroke_color: { mark: labelled, set: { label_stroke_color: 'red' }, see: labelStyle('stroke'), is: 'red' },
  label_stroke_opacity: { mark: labelled, set: { label_stroke_opacity: 0.4 }, see: labelStyle('strokeOpacity'), is: 0.4 },
  label_stroke_size: { mark: labelled, set: { label_stroke_size: 6 }, see: labelStyle('strokeSize'), is: 6 },
  label_font_size: { mark: labelled, set: { label_font_size: 20 }, see: label('size'), is: 20 },
  label_font_weight: { mark: labelled, set: { label_font_weight: 'bold' }, see: label('weight'), is: 'bold' },
  label_line_height: { mark: labelled, set: { label_line_height: 40 }, see: label('lineHeight'), is: 40 },
  label_align: { mark: labelled, set: { label_align: 'end' }, see: label('align'), is: 'right' },
  ref_stroke_color: { mark: level, beside: [points], set: { ref_stroke_color: 'red' }, see: style('stroke'), is: 'red' },
  ref_stroke_opacity: { mark: level, beside: [points], set: { ref_stroke_opacity: 0.4 }, see: style('strokeOpacity'), is: 0.4 },
  ref_stroke_size: { mark: level, beside: [points], set: { ref_stroke_size: 4 }, see: style('strokeSize'), is: 4 },
  ref_stroke_dash: { mark: level, beside: [points], set: { ref_stroke_dash: '1 2' }, see: style('dash'), is: [1, 2] },
  interactive: { mark: bars, set: { interactive: false }, see: ({ layers }) => layers[0]?.drawing.targets[0]?.isInteractive, is: false },
}

test('there is a case for every attribute of a mark, and for nothing else', () => {
  expect(attributes.length).toBeGreaterThan(60)
  expect(Object.keys(effects).sort()).toEqual([...attributes].sort())
})

test.each(Object.entries(effects))('%s changes what is drawn, as it should', (name, { mark, set, see, is, beside = [] }) => {
  expect(Object.keys(set)).toContain(name)
  expect(see(sceneOf([...beside, mark], rows))).not.toEqual(is)
  expect(see(sceneOf([...beside, { ...mark, ...set }], rows))).toEqual(is)
})

/** A mark of each kind that draws something. */
const kinds: Readonly<Record<string, MarkSpec>> = {
  interval: bars,
  line,
  path: { ...line, type: 'path' },
  point: points,
  area: { ...line, type: 'area' },
  polygon: { type: 'polygon', x: '=n', y: '=g', color: '=v' },
  schema: box,
  edge: { type: 'edge', x0: '=i', x: '=w', y0: '=v', y: '=w' },
  heatmap: { type: 'heatmap', x: '=i', y: '=v', color: '=w' },
}

/** Everything that is drawn but for axes: all numbers on screen are to be numbers. */
function drawn(scene: Scene): string[] {
  return scene.shapes.flatMap((shape) => {
    if (shape.kind === 'path') return shape.clipped ? [shape.path.toString()] : []
    return shape.kind === 'text' ? [] : [[...shape.x, ...shape.y].join()]
  })
}

describe.each(valuesOf('MarkType'))('%s', (type) => {
  test.each(valuesOf('MarkCoord'))('is drawn in %s coordinates, with and without a colour', (coord) => {
    const mark = kinds[type]
    if (!mark) throw new Error(`write down a mark of type ${type} that draws something`)
    for (const spec of [mark, { color: '=g', ...mark }]) {
      const shapes = drawn(sceneOf([{ ...spec, coord }], rows))
      expect(shapes.join('').length).toBeGreaterThan(0)
      expect(shapes.join('')).not.toMatch(/NaN|Infinity/)
    }
  })

  test('can be pointed at, row by row', () => {
    const targets = sceneOf([kinds[type] ?? {}], rows).layers.flatMap(({ drawing }) => drawing.targets)
    expect(targets.flatMap((target) => [...target.rows]).sort()).toEqual([0, 1, 2, 3])
  })

  test('draws nothing without rows, and survives rows without values', () => {
    expect(drawn(sceneOf([kinds[type] ?? {}], [])).join('')).toBe('')
    const holes = [{ n: null, g: null, i: null, v: null, w: null }, ...rows, {}, { n: 'c', g: 'east', i: 'x', v: 'y', w: {} }]
    expect(drawn(sceneOf([kinds[type] ?? {}], holes)).join('')).not.toMatch(/NaN|Infinity/)
  })
})

describe.each(['x', 'y'] as const)('along %s', (axis) => {
  test.each(valuesOf(axis === 'x' ? 'MarkXScale' : 'MarkYScale'))('a %s scale gives every value a place and has ticks', (scale) => {
    const field = scale.startsWith('time') ? '=t' : '=v'
    const scene = sceneOf([{ type: 'point', x: '=i', y: '=i', [axis]: field, [`${axis}_scale`]: scale }], rows)
    expect(symbols(scene)[0]?.x).toHaveLength(4)
    const along = scene.plan.isTransposed === (axis === 'x') ? scene.value : scene.key
    expect(along.ticks().length).toBeGreaterThan(1)
    expect(drawn(scene).join('')).not.toContain('NaN')
  })
})

test.each(valuesOf('MarkCurve'))('a %s curve goes through lines and areas', (curve) => {
  for (const type of ['line', 'area']) expect(outline(sceneOf([{ ...line, type, curve }], rows))).toMatch(/^M[^N]*$/)
})

test('curves differ from one another', () => {
  expect(new Set(valuesOf('MarkCurve').map((curve) => outline(sceneOf([{ ...line, curve }], rows)))).size).toBe(valuesOf('MarkCurve').length)
})

test('labels stand in another place for every position', () => {
  const places = valuesOf('MarkLabelPosition').map((position) => {
    const { x, y } = labelOf(sceneOf([{ ...labelled, label_position: position }], rows)) ?? { x: NaN, y: NaN }
    return `${x} ${y}`
  })
  expect(new Set(places).size).toBe(places.length)
})

test('every alignment of labels is known', () => {
  const aligned = valuesOf('MarkLabelAlign').map((align) => [align, labelOf(sceneOf([{ ...labelled, label_align: align }], rows))?.align])
  expect(Object.fromEntries(aligned)).toEqual({ left: 'left', start: 'left', center: 'center', right: 'right', end: 'right' })
})
