import { expect, test } from 'vitest'
import { thin } from './thin.ts'

test('a line that is not crowded keeps all its points', () => {
  expect([...thin(Float64Array.of(0, 10, 20), Float64Array.of(1, 2, 3))]).toEqual([0, 1, 2])
})

test('of each column of pixels the first, the lowest, the highest and the last remain', () => {
  const x = Float64Array.from({ length: 100 }, (_, place) => place / 100)
  const y = Float64Array.from({ length: 100 }, (_, place) => (place === 30 ? 99 : place === 60 ? -99 : 0))
  expect([...thin(x, y)]).toEqual([0, 30, 60, 99])
})

test('gaps remain', () => {
  const x = Float64Array.from({ length: 100 }, (_, place) => place / 100)
  const y = Float64Array.from({ length: 100 }, (_, place) => (place === 50 ? NaN : place))
  expect([...thin(x, y)]).toEqual([0, 50, 99])
})

test('ten thousand points become few, and the outline stays', () => {
  const x = Float64Array.from({ length: 10_000 }, (_, place) => (place / 10_000) * 200)
  const y = Float64Array.from(x, (at) => Math.sin(at) * 100)
  const kept = thin(x, y)
  expect(kept.length).toBeLessThanOrEqual(200 * 4)
  expect(Math.max(...[...kept].map((place) => y[place] ?? 0))).toBe(Math.max(...y))
})
