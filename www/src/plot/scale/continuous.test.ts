import { expect, test } from 'vitest'
import { continuousScale, timeScale, type ContinuousOptions } from './continuous.ts'
import type { PositionScale } from './position.ts'

const labels = (scale: PositionScale): string[] => scale.ticks().map(({ label }) => label)
const scale = (numbers: number[], options: ContinuousOptions = {}): PositionScale => continuousScale(numbers, options)
const time = (text: string): number => new Date(text).getTime()

test('an axis ends at round numbers', () => {
  const axis = scale([3, 97])
  expect([axis.at(0), axis.at(50), axis.at(100)]).toEqual([0, 0.5, 1])
  expect(labels(axis)).toEqual(['0', '20', '40', '60', '80', '100'])
})

test('an axis that is not nice ends where the data ends', () => {
  const axis = scale([3, 97], { nice: false })
  expect([axis.at(3), axis.at(97)]).toEqual([0, 1])
  expect(labels(axis)).toEqual(['20', '40', '60', '80'])
})

test('limits hold, and the other end is still rounded', () => {
  expect(labels(scale([3, 97], { min: 10 }))).toEqual(['20', '40', '60', '80', '100'])
  const axis = scale([3, 97], { min: 10, max: 50 })
  expect([axis.at(10), axis.at(50), axis.at(90)]).toEqual([0, 1, 2])
})

test('a limit beyond all data still makes an axis', () => {
  expect(scale([1, 2], { min: 10 }).at(10)).toBe(0)
  expect(scale([1, 2], { max: -5 }).at(-5)).toBeCloseTo(1)
})

test('limits in the wrong order are not both taken', () => {
  expect([scale([1, 2], { min: 5, max: 5 }).at(5), scale([1, 20], { min: 5, max: 0 }).at(20)]).toEqual([0, 1])
})

test('a single value stands in the middle', () => {
  expect(scale([8], { nice: false }).at(8)).toBe(0.5)
  expect(scale([], {}).at(0)).toBe(0)
  expect(scale([0], {}).at(0)).toBe(0)
})

test('what is no number has no place', () => {
  const axis = scale([0, 10])
  expect([axis.at(null), axis.at('x'), axis.at(undefined), axis.at('')]).toEqual([NaN, NaN, NaN, NaN])
  expect(axis.at('5')).toBe(0.5)
})

test('the base is at zero, or at the end that is nearest to it', () => {
  expect(scale([-50, 50]).base).toBe(0.5)
  expect(scale([10, 20]).base).toBe(0)
  expect(scale([-20, -10]).base).toBe(1)
})

test('a logarithmic axis gives every factor of ten the same room', () => {
  const axis = scale([1, 1000], { scale: 'log' })
  expect([axis.at(10), axis.at(100)]).toEqual([expect.closeTo(1 / 3), expect.closeTo(2 / 3)])
  expect(labels(axis)).toEqual(['1', '10', '100', '1,000'])
})

test('a logarithmic axis leaves out what has no logarithm', () => {
  const axis = scale([-5, 0, 1, 100], { scale: 'log' })
  expect([axis.at(1), axis.at(100)]).toEqual([0, 1])
  expect(axis.at(0)).toBe(-Infinity)
  expect(scale([-5, -1], { scale: 'log' }).at(-5)).toBeGreaterThanOrEqual(0)
})

test.each(['pow', 'power'])('%s spaces numbers by their square roots', (name) => {
  const axis = scale([0, 400], { scale: name })
  expect([axis.at(100), axis.at(400)]).toEqual([0.5, 1])
})

test('a quantize axis has steps of equal size', () => {
  const axis = scale([0, 400], { scale: 'quantize' })
  expect([0, 99, 100, 199, 400].map((value) => axis.at(value))).toEqual([0, 0, 0.25, 0.25, 1])
})

test('a quantile axis has steps with equally many values', () => {
  const axis = scale([1, 2, 3, 4, 100], { scale: 'quantile' })
  expect(labels(axis)).toEqual(['1', '2', '3', '4', '100'])
  expect([1, 2.5, 50, 100].map((value) => axis.at(value))).toEqual([0, 0.25, 0.75, 1])
})

test('a padded axis keeps room for a bar at either end', () => {
  const axis = scale([0, 1, 2], { padded: true })
  expect(axis.step).toBeCloseTo(1 / 3)
  expect([axis.at(0), axis.at(2)]).toEqual([expect.closeTo(1 / 6), expect.closeTo(5 / 6)])
})

test('zooming shows more ticks of less', () => {
  const axis = scale([0, 100]).zoom([0.5, 0.6])
  expect([axis.at(50), axis.at(60)]).toEqual([expect.closeTo(0), expect.closeTo(1)])
  expect(labels(axis)).toEqual(['50', '52', '54', '56', '58', '60'])
})

test('the author has the last word on how ticks are printed', () => {
  expect(labels(scale([0, 100], { format: (value) => `${String(value)}!`, tickCount: 2 }))).toEqual(['0!', '50!', '100!'])
})

test('times lie where they are, and a day alone begins at midnight here', () => {
  const axis = timeScale([time('2020-01-01T00:00'), time('2020-01-05T00:00')], { nice: false, tickCount: 4 })
  expect(axis.kind).toBe('time')
  expect([axis.at('2020-01-01'), axis.at('2020-01-03'), axis.at('never')]).toEqual([0, 0.5, NaN])
  expect(labels(axis)).toEqual(['2020', 'Jan 2', 'Jan 3', 'Jan 4', 'Jan 5'])
})
