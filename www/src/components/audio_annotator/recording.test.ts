import { expect, test } from 'vitest'
import { peaksOf } from './recording.ts'

test('a recording looks like its loudest moments, the loudest of all being 1', () => {
  expect(peaksOf([0, 0.1, -0.5, 0.2, 0.25, 0], 3)).toEqual([0.2, 1, 0.5])
})

test('silence is flat, and there are never more parts than samples', () => {
  expect(peaksOf([0, 0], 10)).toEqual([0, 0])
  expect(peaksOf([], 10)).toEqual([])
})
