import { expect, test } from 'vitest'
import { sizeScale } from './size.ts'

test('sizes lie between the two of the range', () => {
  const scale = sizeScale([0, 50, 100], '4 20')
  expect([0, 50, 100].map((value) => scale.at(value))).toEqual([4, 12, 20])
})

test.each([undefined, '', '7', 'small large'])('a range of %j is the usual one', (range) => {
  expect(sizeScale([0, 1], range).range).toEqual([3, 16])
})

test('what is no number has no size', () => {
  expect(sizeScale([0, 1], '4 20').at('x')).toBe(0)
})

test('values that are all the same are of medium size', () => {
  expect(sizeScale([3, 3], '4 20').at(3)).toBe(12)
})
