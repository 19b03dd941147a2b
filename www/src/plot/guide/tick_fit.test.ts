import { expect, test } from 'vitest'
import { measure } from '../scene.fixture.ts'
import { continuousScale } from '../scale/continuous.ts'
import { discreteScale } from '../scale/discrete.ts'
import { cutAll, ellipsis } from './ellipsis.ts'
import { fitLevel, fitUpright, tickCountFor } from './tick_fit.ts'

const names = (count: number, length: number): string[] => Array.from({ length: count }, (_, place) => `${place}`.padEnd(length, 'x'))
const room = (length: number, maxDepth = 100) => ({ length, maxDepth, measure })

test('labels that fit stand side by side', () => {
  expect(fitLevel(discreteScale(names(4, 5), {}), room(400))).toMatchObject({ rotation: 0, depth: 14, ticks: { length: 4 } })
})

test('names that do not fit are slanted', () => {
  const fit = fitLevel(discreteScale(names(10, 8), {}), room(400))
  expect(fit.rotation).toBe(-45)
  expect(fit.ticks).toHaveLength(10)
  expect(fit.depth).toBeCloseTo((48 + 14) * Math.SQRT1_2)
})

test('slanted names are cut when they are too long, and thinned out when there are too many', () => {
  const fit = fitLevel(discreteScale(names(100, 40), {}), room(400))
  expect(fit.ticks).toHaveLength(25)
  expect(fit.ticks[0]?.label).toMatch(/…$/)
  expect(fit.depth).toBeLessThanOrEqual(100 + 7)
})

test('numbers are never slanted: some of them are left out', () => {
  const fit = fitLevel(discreteScale(Array.from({ length: 100 }, (_, place) => place), {}), room(400))
  expect([fit.rotation, fit.ticks.length]).toEqual([0, 17])
  const wide = fitLevel(continuousScale([0, 1], { format: () => 'a very long label' }), room(400))
  expect([wide.rotation, wide.ticks.length]).toEqual([0, 3])
})

test('dates and numbers that are text are not slanted either', () => {
  const days = Array.from({ length: 28 }, (_, day) => `2020-01-${String(day + 1).padStart(2, '0')}`)
  expect(fitLevel(discreteScale(days, {}), room(400))).toMatchObject({ rotation: 0, ticks: { length: 6 } })
  expect(fitLevel(discreteScale(Array.from({ length: 100 }, (_, place) => `${place}`), {}), room(400)).rotation).toBe(0)
})

test('names beside an axis are cut, and left out where lines would touch', () => {
  const fit = fitUpright(discreteScale(names(50, 30), {}), room(300, 60))
  expect(fit.ticks).toHaveLength(17)
  expect(fit.depth).toBeLessThanOrEqual(60)
})

test('longer axes have more ticks', () => {
  expect([tickCountFor(20, 'upright'), tickCountFor(150, 'upright'), tickCountFor(350, 'level'), tickCountFor(5000, 'level')]).toEqual([2, 5, 5, 10])
})

test('text is cut where it becomes too long', () => {
  expect(ellipsis('short', 30, 12, measure)).toBe('short')
  expect(ellipsis('rather long text', 48, 12, measure)).toBe('rather…')
  expect(ellipsis('abc', 1, 12, measure)).toBe('…')
})

test('to cut a text it is measured a few times, however long it is', () => {
  let measured = 0
  const counting: typeof measure = (...text) => {
    measured++
    return measure(...text)
  }
  const long = ['x', 'y'].map((sign) => `${'a'.repeat(2000)}${sign}`)
  expect(cutAll(long, 60, 12, counting)).toEqual(['aaa…aaaaax', 'aaa…aaaaay'])
  expect(measured).toBeLessThan(60)
})

test('names that begin alike are cut in their middle', () => {
  const fit = fitUpright(discreteScale(['Harbour of Oslo', 'Harbour of Lima', 'Harbour'], {}), room(400, 60))
  expect(fit.ticks.map(({ label }) => label)).toEqual(['Har…f Oslo', 'Har…f Lima', 'Harbour'])
})
