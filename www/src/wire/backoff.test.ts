import { expect, test } from 'vitest'
import { Backoff } from './backoff.ts'

const longest = (): number => 1

test('the first attempt comes at once, later ones after ever longer, up to half a minute', () => {
  const backoff = new Backoff(longest)
  expect([1, 2, 3, 4, 5, 6, 7, 8].map(() => backoff.next())).toEqual([250, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000])
})

test('every wait is any part of the longest one', () => {
  const backoff = new Backoff(() => 0.5)
  backoff.next()
  expect(backoff.next()).toBe(500)
})

test('after a success it begins anew', () => {
  const backoff = new Backoff(longest)
  backoff.next()
  backoff.next()
  backoff.reset()
  expect(backoff.next()).toBe(250)
})

test('after a restart tabs come back one by one', () => {
  expect(new Backoff(() => 0).nextAfterRestart()).toBe(250)
  expect(new Backoff(longest).nextAfterRestart()).toBe(2250)
})
