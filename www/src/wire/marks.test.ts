import { expect, test } from 'vitest'
import { Marks } from './marks.ts'

test('marks of a route go forward within an epoch', () => {
  const marks = new Marks()
  expect(marks.note('/a', ['e', 5])).toBe(true)
  expect(marks.note('/a', ['e', 5])).toBe(true)
  expect(marks.note('/a', ['e', 9])).toBe(true)
  expect(marks.note('/a', ['e', 8])).toBe(false)
  expect(marks.toJson()).toEqual({ '/a': ['e', 9] })
})

test('a new epoch begins anew', () => {
  const marks = new Marks()
  marks.note('/a', ['e', 5])
  expect(marks.note('/a', ['f', 1])).toBe(true)
})

test('each route has its own mark', () => {
  const marks = new Marks()
  marks.note('/a', ['e', 5])
  marks.note('/b', ['e', 1])
  expect(marks.routes()).toEqual(['/a', '/b'])
  marks.clear()
  expect(marks.toJson()).toEqual({})
})
