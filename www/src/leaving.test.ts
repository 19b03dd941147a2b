import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { goUnlessLeft, watchLeaving } from './leaving.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function makeWindow(): EventTarget {
  const window = new EventTarget()
  watchLeaving(window)
  return window
}

test('a window that is not being left goes at once', () => {
  const window = makeWindow()
  const go = vi.fn()
  goUnlessLeft(window, go)
  expect(go).toHaveBeenCalledOnce()
  window.dispatchEvent(new Event('beforeunload'))
  vi.advanceTimersByTime(10_001)
  goUnlessLeft(window, go)
  expect(go).toHaveBeenCalledTimes(2)
})

test('a window that is being left goes nowhere else; when it has stayed after all, it goes where it was last told to', () => {
  const window = makeWindow()
  const [first, last] = [vi.fn(), vi.fn()]
  window.dispatchEvent(new Event('beforeunload'))
  goUnlessLeft(window, first)
  goUnlessLeft(window, last)
  vi.advanceTimersByTime(9_000)
  window.dispatchEvent(new Event('beforeunload'))
  vi.advanceTimersByTime(9_000)
  expect(last).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1_001)
  expect(last).toHaveBeenCalledOnce()
  expect(first).not.toHaveBeenCalled()
  vi.advanceTimersByTime(60_000)
  expect(last).toHaveBeenCalledOnce()
})

test('one window says nothing of another', () => {
  const [one, other] = [makeWindow(), makeWindow()]
  const go = vi.fn()
  one.dispatchEvent(new Event('beforeunload'))
  goUnlessLeft(other, go)
  expect(go).toHaveBeenCalledOnce()
})
