import { expect, test } from 'vitest'
import type { MarkSpec } from '../grammar/spec.ts'
import { marksOf, sceneOf, texts } from '../scene.fixture.ts'

const points = { type: 'point', x: '=a', y: '=b' }
const rows = [{ a: 0, b: 0 }, { a: 10, b: 20 }]
const annotated = (spec: MarkSpec, records: Record<string, unknown>[] = rows) => sceneOf([points, spec], records)
const outline = (spec: MarkSpec): string | undefined => marksOf(annotated(spec))[0]?.path.toString()

test('x alone is a line from bottom to top, y alone one from side to side', () => {
  expect(outline({ x: 5 })).toBe('M204,278L204,10')
  expect(outline({ y: 10 })).toBe('M20,144L388,144')
})

test('x0 and x are a band, and with y0 and y a rectangle', () => {
  expect(outline({ x0: 0, x: 5 })).toBe('R20,10,184,268')
  expect(outline({ y0: 10, y: 20 })).toBe('R20,10,368,134')
  expect(outline({ x0: 5, x: 0, y0: 20, y: 10 })).toBe('R20,10,184,134')
})

test('a region lies under the marks, and its label upon them', () => {
  const { shapes } = sceneOf([{ type: 'line', x: '=a', y: '=b' }, { y0: 5, y: 10, label: 'calm' }], rows)
  const kinds = shapes.flatMap((shape) => (shape.kind === 'text' ? [shape.text] : shape.kind === 'path' && shape.clipped ? [shape.path.toString()[0]] : []))
  expect(kinds.filter((kind) => !/^\d+$/.test(kind ?? ''))).toEqual(['R', 'M', 'calm'])
})

test('x and y are a point with its label above', () => {
  const scene = annotated({ x: 5, y: 10, label: 'here' })
  expect(scene.shapes.some((shape) => shape.kind === 'path' && shape.path.toString() === 'M209,144A204,144,5,0,6.283,0')).toBe(true)
  expect(texts(scene).find(({ text }) => text === 'here')).toMatchObject({ x: 204, y: 136, align: 'center', baseline: 'bottom' })
})

test('lines are styled by their own attributes', () => {
  const [line] = marksOf(annotated({ x: 5, ref_stroke_color: '$x', ref_stroke_size: 3, ref_stroke_dash: '2 2', ref_stroke_opacity: 0.5 }))
  expect(line?.style).toEqual({ stroke: '#00ff00', strokeSize: 3, strokeOpacity: 0.5, dash: [2, 2] })
})

test('an annotation beyond the data makes the axis longer', () => {
  expect(annotated({ y: 100 }).value.at(100)).toBeLessThanOrEqual(1)
  expect(annotated({ x: 5, y: 100 }).value.at(100)).toBeLessThanOrEqual(1)
})

test('on names a band covers the whole of both', () => {
  const scene = sceneOf([{ type: 'interval', x: '=k', y: '=v' }, { x0: 'b', x: 'c' }], ['a', 'b', 'c', 'd'].map((k) => ({ k, v: 20 })))
  expect(marksOf(scene)[0]?.path.toString()).toBe('R112,10,184,268')
})

test('an annotation at a place that the axis does not have is not drawn', () => {
  const scene = sceneOf([{ type: 'interval', x: '=k', y: '=v' }, { x: 'nowhere', label: 'lost' }], [{ k: 'a', v: 1 }])
  expect(texts(scene).map(({ text }) => text)).not.toContain('lost')
})

test('times are read as such', () => {
  const scene = sceneOf([{ type: 'line', x: '=t', y: '=v', x_scale: 'time' }, { x: '2020-01-02', label: 'then' }], [{ t: '2020-01-01', v: 0 }, { t: '2020-01-03', v: 20 }])
  expect(marksOf(scene).at(-1)?.path.toString()).toMatch(/^M202.5,/)
})

test('labels near the right end are turned to the left', () => {
  expect(texts(annotated({ x: 9.9, label: 'end' })).find(({ text }) => text === 'end')?.align).toBe('right')
})
