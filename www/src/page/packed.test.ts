import { expect, test } from 'vitest'
import { toRecords, unpack } from './packed.ts'

const records = [
  { a: 1, b: 2 },
  { a: 3, b: 4 },
]

test('packed data is unpacked', () => {
  expect(unpack('data:{"a":[1]}')).toEqual({ a: [1] })
  expect(unpack('rows:[["a","b"],[[1,2],[3,4]]]')).toEqual(records)
  expect(unpack('cols:[["a","b"],[[1,3],[2,4]]]')).toEqual(records)
})

test('rows of the wrong width are dropped', () => {
  expect(unpack('rows:[["a","b"],[[1,2],[9],[3,4]]]')).toEqual(records)
})

test('anything else stays as it is', () => {
  for (const value of ['text', 'rows:[', 'rows:{}', 'cols:[1]', 'data:', 5, null, { a: 1 }]) expect(unpack(value)).toEqual(value)
})

test('records come from a list, a single one or a packed string', () => {
  expect(toRecords('rows:[["a","b"],[[1,2],[3,4]]]')).toEqual(records)
  expect(toRecords([records[0] ?? null, 7])).toEqual([records[0]])
  expect(toRecords(records[1])).toEqual([records[1]])
  expect(toRecords(undefined)).toEqual([])
})
