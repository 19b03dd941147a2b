import { beforeEach, expect, test, vi } from 'vitest'
import { Path } from '../draw/path.ts'
import type { Shape } from '../draw/shape.ts'
import { fontOf, paint, type Surface } from './canvas.ts'
import { isCrowd } from './crowd.ts'
import { rampOf, recolour } from './heat.ts'
import { pressAll, stampOfPixels } from './stamp.ts'
import { measureOn } from './theme.ts'

const calls: string[] = []
const fields: Record<string, unknown> = {}

/** A canvas that writes down what is done to it. */
const context = new Proxy(fields, {
  get: (target, name) => (name in target ? target[String(name)] : (...args: unknown[]) => void calls.push(`${String(name)}(${args.join()})`)),
}) as unknown as CanvasRenderingContext2D

const surface: Surface = { context, ratio: 2, font: 'serif', clip: { x: 10, y: 10, width: 100, height: 50 } }

beforeEach(() => {
  calls.length = 0
  for (const name of Object.keys(fields)) delete fields[name]
})

const painted = (...shapes: Shape[]): string => {
  paint(surface, { width: 200, height: 100 }, shapes)
  return calls.join(' ')
}

test('a canvas is cleared, at as many pixels as the screen has', () => {
  expect(painted()).toBe('setTransform(2,0,0,2,0,0) clearRect(0,0,200,100)')
})

test('a path is filled and outlined as its style says', () => {
  const path = new Path()
  path.rect(1, 2, 3, 4)
  expect(painted({ kind: 'path', path, style: { fill: 'red', fillOpacity: 0.5 } })).toContain('beginPath() rect(1,2,3,4) fill() restore()')
  expect([fields['fillStyle'], fields['globalAlpha']]).toEqual(['red', 0.5])
  expect(painted({ kind: 'path', path, style: { stroke: 'blue', strokeSize: 3, dash: [1, 2] } })).toContain('setLineDash(1,2) stroke()')
  expect([fields['strokeStyle'], fields['lineWidth']]).toEqual(['blue', 3])
})

test('a long line is stroked in parts, unless that could be seen', () => {
  const path = new Path()
  for (let x = 0; x < 1000; x++) path.lineTo(x, x % 7)
  const strokes = (style: object): number => {
    calls.length = 0
    return painted({ kind: 'path', path, style: { stroke: 'red', ...style } }).match(/stroke\(\)/g)?.length ?? 0
  }
  expect([strokes({}), strokes({ strokeOpacity: 0.5 }), strokes({ dash: [1, 2] }), strokes({ fill: 'red' }), strokes({ stroke: 'rgba(0, 0, 0, 0.5)' })]).toEqual([10, 1, 1, 1, 1])
})

test('marks are kept within the plot', () => {
  expect(painted({ kind: 'path', path: new Path(), style: {}, clipped: true })).toContain('rect(8.5,8.5,103,53) clip()')
})

test('a few symbols are drawn one by one', () => {
  const shape = { kind: 'symbols', symbol: 'square', x: Float64Array.of(1, 2), y: Float64Array.of(3, 4), radius: Float64Array.of(5, 5), style: { fill: 'red' } } as const
  expect(painted(shape).match(/fill\(\)/g)).toHaveLength(2)
  expect(isCrowd(shape)).toBe(false)
})

test('many symbols of one size and colour are a crowd', () => {
  const many = new Float64Array(1000).fill(3)
  const shape = { kind: 'symbols', symbol: 'circle', x: many, y: many, radius: many, style: { fill: 'red', stroke: 'red' } } as const
  expect(isCrowd(shape)).toBe(true)
  expect(isCrowd({ ...shape, style: { fill: 'red', stroke: 'blue' } })).toBe(false)
  expect(isCrowd({ ...shape, radius: Float64Array.from(many, (_, place) => place) })).toBe(false)
})

test('text is turned around its place, with a halo if it has one', () => {
  const text = painted({ kind: 'text', text: 'hi', x: 5, y: 6, align: 'right', baseline: 'top', rotation: -90, size: 12, weight: 'bold', style: { fill: 'red', stroke: 'white', strokeSize: 3 } })
  expect(text).toContain(`translate(5,6) rotate(${-Math.PI / 2}) strokeText(hi,0,0) fillText(hi,0,0)`)
  expect([fields['font'], fields['textAlign'], fields['textBaseline']]).toEqual(['bold 12px serif', 'right', 'top'])
  expect(fontOf(10, 'serif')).toBe('normal 10px serif')
})

test('widths of text are remembered', () => {
  const measureText = vi.fn((text: string) => ({ width: text.length }) as TextMetrics)
  const measure = measureOn({ font: '', measureText }, 'serif')
  expect([measure('abc', 12), measure('abc', 12), measure('abc', 14)]).toEqual([3, 3, 3])
  expect(measureText).toHaveBeenCalledTimes(2)
})

test('stamps cover together where they overlap, and are cut at the edges', () => {
  const sheet = { width: 4, height: 2, opacities: new Uint8Array(8) }
  const stamp = stampOfPixels(2, [0, 0, 0, 128, 0, 0, 0, 128, 0, 0, 0, 128, 9, 9, 9, 0])
  expect([...stamp.pixels]).toEqual([0, 0, 128, 1, 0, 128, 0, 1, 128])
  const at = (x: number, y: number): void => pressAll(sheet, stamp, Int32Array.of(x), Int32Array.of(y))
  at(1, 1)
  expect([...sheet.opacities]).toEqual([128, 128, 0, 0, 128, 0, 0, 0])
  at(2, 1)
  expect([...sheet.opacities]).toEqual([128, 192, 128, 0, 128, 128, 0, 0])
  at(0, 0)
  at(4, 2)
  at(-9, 99)
  expect([...sheet.opacities]).toEqual([128, 192, 128, 0, 128, 128, 0, 128])
})

/** How opaque the middle of a symbol is, of so many at one pixel. */
function press(count: number, opacity: number, side = 2): number | undefined {
  const sheet = { width: 6, height: 6, opacities: new Uint8Array(36) }
  pressAll(sheet, stampOfPixels(side, new Array<number>(side * side * 4).fill(opacity)), new Int32Array(count).fill(3), new Int32Array(count).fill(3))
  return sheet.opacities[15]
}

test('more symbols at one pixel than can be told apart look like fewer', () => {
  expect([press(1, 51), press(2, 51), press(25, 51), press(100_000, 51)]).toEqual([51, 92, 253, 253])
})

test('the fainter symbols are, the more of them are told apart', () => {
  for (const opacity of [1, 5, 13, 26, 51, 200, 255]) expect(press(10_000, opacity, 4), `${opacity}`).toBe(pressed(10_000, opacity))
  expect(press(25, 13, 4)).toBeLessThan(200)
  expect(press(10_000, 13, 4)).toBeGreaterThan(240)
})

/** The same, one after another: no two sheets know of each other. */
function pressed(count: number, opacity: number): number {
  let below = 0
  for (let time = 0; time < count; time++) below = opacity + below - Math.round((opacity * below) / 255)
  return below
}

test('warmth becomes colour', () => {
  const ramp = rampOf(['#000000', '#ff0000'])
  expect([...ramp.slice(0, 3), ...ramp.slice(-3)]).toEqual([0, 0, 0, 255, 0, 0])
  const pixels = Uint8ClampedArray.of(9, 9, 9, 0, 9, 9, 9, 50, 9, 9, 9, 255)
  recolour(pixels, ramp)
  expect([...pixels]).toEqual([9, 9, 9, 0, 50, 0, 0, 200, 255, 0, 0, 255])
})
