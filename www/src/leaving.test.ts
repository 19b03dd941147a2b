import { afterEach, expect, test, vi } from 'vitest'
import { leaving, watchLeaving } from './leaving.ts'

afterEach(() => void vi.useRealTimers())

test('a window is being left from when the browser says so, for a while', () => {
  vi.useFakeTimers()
  const window = new EventTarget()
  watchLeaving(window)
  expect(leaving(window)).toBe(false)
  window.dispatchEvent(new Event('beforeunload'))
  expect(leaving(window)).toBe(true)
  vi.advanceTimersByTime(10_001)
  expect(leaving(window)).toBe(false)
})

test('one window says nothing of another', () => {
  const [one, other] = [new EventTarget(), new EventTarget()]
  watchLeaving(one)
  one.dispatchEvent(new Event('beforeunload'))
  expect(leaving(other)).toBe(false)
})
