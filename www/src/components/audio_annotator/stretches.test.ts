import { describe, expect, test } from 'vitest'
import { clockText, lanesOf, merged, moved, placeOf, stretched } from './stretches.ts'

describe('stretches', () => {
  test('of one tag that overlap become one; those of others stay beside them', () => {
    expect(merged([
      { start: 5, end: 9, tag: 'a' },
      { start: 1, end: 6, tag: 'a' },
      { start: 2, end: 3, tag: 'b' },
    ])).toEqual([
      { start: 1, end: 9, tag: 'a' },
      { start: 2, end: 3, tag: 'b' },
    ])
  })

  test('are told in hundredths of a second', () => {
    expect(merged([{ start: 1.23456, end: 2.98765, tag: 'a' }])).toEqual([{ start: 1.23, end: 2.99, tag: 'a' }])
  })

  test('are found by a moment and a tag', () => expect(placeOf([{ start: 1, end: 2, tag: 'a' }, { start: 1, end: 2, tag: 'b' }], 'b', 1.5)).toBe(1))

  test('move within the recording', () => {
    expect(moved({ start: 1, end: 3, tag: 'a' }, -5, 10)).toEqual({ start: 0, end: 2, tag: 'a' })
    expect(moved({ start: 1, end: 3, tag: 'a' }, 50, 10)).toEqual({ start: 8, end: 10, tag: 'a' })
  })

  test('are pulled by an end, and may turn over', () => {
    expect(stretched({ start: 1, end: 3, tag: 'a' }, 'end', 12, 10)).toEqual({ start: 1, end: 10, tag: 'a' })
    expect(stretched({ start: 1, end: 3, tag: 'a' }, 'start', 5, 10)).toEqual({ start: 3, end: 5, tag: 'a' })
  })

  test('share the height only where some are at once', () => {
    expect(lanesOf([{ start: 0, end: 1, tag: 'a' }, { start: 2, end: 3, tag: 'b' }])).toEqual({ lanes: [0, 0], count: 1 })
    expect(lanesOf([{ start: 0, end: 3, tag: 'a' }, { start: 2, end: 4, tag: 'b' }])).toEqual({ lanes: [0, 1], count: 2 })
  })
})

test('moments are told as players do', () => {
  expect([0, 61.9, 3725].map(clockText)).toEqual(['00:00', '01:01', '1:02:05'])
})
