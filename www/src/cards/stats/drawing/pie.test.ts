import { expect, test } from 'vitest'
import { slicesOf } from './pie.ts'
import { shareOf } from './progress.ts'

test('slices follow one another clockwise from the top', () => {
  expect(slicesOf([0.25, 0.5]).map(({ path }) => path)).toEqual(['M0,0L0,-1A1,1,0,0,1,1,0Z', 'M0,0L1,0A1,1,0,0,1,-1,0Z'])
})

test('the text of a slice stands in its middle', () => {
  const [slice] = slicesOf([0.5])
  expect([slice?.x, slice?.y]).toEqual([expect.closeTo(0.6), expect.closeTo(0)])
})

test('a slice of everything is the whole circle', () => {
  expect(slicesOf([1])[0]?.path).toBe('M0,-1A1,1,0,1,1,0,1A1,1,0,1,1,0,-1Z')
})

test('slices never go around more than once', () => {
  expect(slicesOf([0.75, 0.75])[1]?.path).toBe('M0,0L-1,0A1,1,0,0,1,0,-1Z')
})

test.each([[0.3, 0.3], [-1, 0], [7, 1], [NaN, 0], ['x', 0], [undefined, 0]])('a share of %j is %d', (value, share) => {
  expect(shareOf(value)).toBe(share)
})
