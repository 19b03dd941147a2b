import { expect, test } from 'vitest'
import { arcPath, splinePath } from './paths.ts'

test('an arc begins at twelve o’clock and goes clockwise', () => {
  expect(arcPath({ r1: 0, r2: 10, a1: 0, a2: 90 })).toBe('M0,-10A10,10,0,0,1,10,0L0,0Z')
})

test('a spline is a line through its points, with gaps', () => {
  expect(splinePath({ x: '0 10 20', y: '0 5 0' })).toBe('M0,0L10,5L20,0')
  expect(splinePath({ x: '0 10  30 40', y: '0 5  5 0' })).toBe('M0,0L10,5M30,5L40,0')
  expect(splinePath({ x: '0 10', y: '0 5', curve: 'step-after' })).toBe('M0,0L10,0L10,5')
  expect(splinePath({ x: '0 10', y: '0 5', curve: 'toString' })).toBe('M0,0L10,5')
})

test('a spline with a second edge is an area, down to zero if that edge is empty', () => {
  expect(splinePath({ x: '0 10', y: '5 5', y0: '' })).toBe('M0,5L10,5L10,0L0,0Z')
  expect(splinePath({ x: '0 10', y: '5 5', y0: '2 3' })).toBe('M0,5L10,5L10,3L0,2Z')
  expect(splinePath({ x: '5 5', y: '0 10', x0: '' })).toBe('M5,0L5,10L0,10L0,0Z')
})

test('a radial spline goes around the origin', () => {
  expect(splinePath({ x: '0 90', y: '10 10', radial: true })).toMatch(/^M0,-10L10,/)
  expect(splinePath({ x: '0 90', y: '10 10', y0: '5 5', radial: true })).toMatch(/Z$/)
})

test('nothing comes of nothing', () => {
  expect(splinePath({})).toBe('')
})
