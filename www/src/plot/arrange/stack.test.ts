import { expect, test } from 'vitest'
import { stack } from './stack.ts'

const ends = ({ low, high }: ReturnType<typeof stack>): number[][] => [...low].map((end, row) => [end, high[row] ?? NaN])

test('rows of a pile stand upon one another', () => {
  const keys = ['a', 'b', 'a', 'b']
  expect(ends(stack(Float64Array.of(1, 2, 3, 4), (row) => keys[row], false))).toEqual([[0, 1], [0, 2], [1, 4], [2, 6]])
})

test('reversed, the last row is at the bottom', () => {
  expect(ends(stack(Float64Array.of(1, 2, 3), () => 'a', true))).toEqual([[5, 6], [3, 5], [0, 3]])
})

test('what is below zero hangs down from it', () => {
  expect(ends(stack(Float64Array.of(1, -2, 3, -4), () => 'a', false))).toEqual([[0, 1], [0, -2], [1, 4], [-2, -6]])
})

test('what is no number takes no room', () => {
  expect(ends(stack(Float64Array.of(1, NaN, 2), () => 'a', false))).toEqual([[0, 1], [NaN, NaN], [1, 3]])
})
