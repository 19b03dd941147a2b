import { expect, test } from 'vitest'
import { wholeAxis } from '../scale/position.ts'
import { focused, scaled, shifted } from './zoom.ts'

test('looking closer keeps what lies under the pointer', () => {
  const [from, to] = scaled([0, 1], 0.25, 0.5)
  expect([from, to]).toEqual([0.125, 0.625])
})

test('looking from further away ends with the whole axis', () => {
  expect(scaled([0.4, 0.6], 0.5, 2)).toEqual([expect.closeTo(0.3), expect.closeTo(0.7)])
  expect(scaled([0.1, 0.9], 0.5, 3)).toBe(wholeAxis)
})

test('nobody can look closer than makes sense', () => {
  expect(scaled([0.5, 0.5001], 0.5, 0.1)).toEqual([0.5, 0.5001])
  expect(focused([0, 1], 0.3, 0.3)).toEqual([0, 1])
})

test('looking further along stops at the ends', () => {
  expect(shifted([0.4, 0.6], 0.5)).toEqual([expect.closeTo(0.5), expect.closeTo(0.7)])
  expect(shifted([0.4, 0.6], 9)).toEqual([expect.closeTo(0.8), expect.closeTo(1)])
  expect(shifted([0.4, 0.6], -9)).toEqual([0, expect.closeTo(0.2)])
})

test('a part of what is in view is looked at, from whichever side it was drawn', () => {
  expect(focused([0, 0.5], 0.8, 0.2)).toEqual([0.1, 0.4])
  expect(focused([0, 1], -1, 0.5)).toEqual([0, 0.5])
})
