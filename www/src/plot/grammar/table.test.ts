import { expect, test } from 'vitest'
import { filterTable, recordAt, tableOfRecords, tableOfRows } from './table.ts'

test('rows and records are read by column', () => {
  expect(tableOfRows(['a', 'b'], [[1, 2], [3, 4]]).column('b')).toEqual([2, 4])
  expect(tableOfRecords([{ a: 1, b: 2 }, { a: 3 }]).column('b')).toEqual([2, undefined])
})

test('a field that is not there has no column', () => {
  expect(tableOfRows(['a'], [[1]]).column('z')).toBeUndefined()
  expect(tableOfRecords([]).column('a')).toBeUndefined()
})

test('a filtered table remembers where its rows stood', () => {
  const { table, origin } = filterTable(tableOfRows(['a'], [[5], [6], [7]]), (index) => index !== 1)
  expect([table.length, table.column('a'), origin]).toEqual([2, [5, 7], [0, 2]])
  expect(recordAt(table, 1)).toEqual({ a: 7 })
})

test('a table of which every row is kept is the same table', () => {
  const table = tableOfRows(['a'], [[5], [6]])
  expect(filterTable(table, () => true).table).toBe(table)
  expect(filterTable(table, undefined)).toEqual({ table, origin: [0, 1] })
})
