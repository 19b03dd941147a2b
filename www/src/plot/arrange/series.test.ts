import { expect, test } from 'vitest'
import { dodge } from './dodge.ts'
import { ordered, seriesOf } from './series.ts'

const rows = (count: number, ...columns: unknown[][]): (readonly number[])[] => seriesOf(count, columns).map((series) => series.rows)

test('without columns all rows are one series, and no rows none', () => {
  expect(rows(3)).toEqual([[0, 1, 2]])
  expect(rows(0)).toEqual([])
})

test('rows are parted by every column', () => {
  expect(rows(4, ['x', 'y', 'x', 'y'])).toEqual([[0, 2], [1, 3]])
  expect(rows(4, ['x', 'y', 'x', 'y'], [1, 1, 2, 1])).toEqual([[0], [2], [1, 3]])
})

test('a series is put in order, and loses what has no position', () => {
  expect(ordered({ rows: [0, 1, 2, 3] }, Float64Array.of(0.5, NaN, 0.1, 0.9)).rows).toEqual([2, 0, 3])
})

test('categories stand side by side', () => {
  const lanes = dodge(['x', 'y', 'x', null])
  expect([lanes.count, lanes.laneOf(1), lanes.laneOf(2), lanes.laneOf(3)]).toEqual([2, 1, 0, 0])
  expect(dodge(undefined).count).toBe(1)
})
