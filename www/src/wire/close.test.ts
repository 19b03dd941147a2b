import { expect, test } from 'vitest'
import { endingOf } from './close.ts'

test('each close code has its meaning, and any other is a loss to be made good', () => {
  expect(endingOf(1012)).toBe('restart')
  expect(endingOf(1013)).toBe('resume')
  expect(endingOf(4001)).toBe('signed_out')
  expect(endingOf(4002)).toBe('taken_over')
  expect(endingOf(1009)).toBe('skip')
  expect(endingOf(1006)).toBe('resume')
})
