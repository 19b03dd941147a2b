import { expect, test } from 'vitest'
import { Offsets } from './offsets.ts'

test('lines stand below one another, all of one height', () => {
  const offsets = new Offsets(100_000, 44)
  expect(offsets.total).toBe(4_400_000)
  expect(offsets.top(3)).toBe(132)
  expect(offsets.lineAt(131)).toBe(2)
  expect(offsets.lineAt(132)).toBe(3)
  expect(offsets.lineAt(1e9)).toBe(99_999)
})

test('a line that was measured pushes down those below it', () => {
  const offsets = new Offsets(10, 40)
  expect(offsets.measure(2, 100)).toBe(true)
  expect(offsets.measure(2, 100)).toBe(false)
  expect([offsets.top(2), offsets.top(3), offsets.total]).toEqual([80, 180, 460])
  expect(offsets.lineAt(179)).toBe(2)
})

test('what is no line cannot be measured', () => {
  const offsets = new Offsets(2, 40)
  expect([offsets.measure(-1, 9), offsets.measure(2, 9), offsets.measure(NaN, 9), offsets.measure(0, 0)]).toEqual([false, false, false, false])
})

test('only what is in sight is drawn, and a little more', () => {
  const offsets = new Offsets(1000, 10)
  expect(offsets.span(500, 600, 5)).toEqual({ first: 45, end: 66 })
  expect(offsets.span(0, 100, 5)).toEqual({ first: 0, end: 16 })
  expect(offsets.span(9950, 10_050, 5)).toEqual({ first: 990, end: 1000 })
  expect(new Offsets(0, 10).span(0, 100, 5)).toEqual({ first: 0, end: 0 })
})
