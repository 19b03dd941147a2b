import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { makeTab } from '../testing/tab.tsx'
import { App } from './app.tsx'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  render(null, document.body)
  vi.useRealTimers()
})

test('a page that is late is waited for with a spinner, one that is not without', async () => {
  await act(() => render(<App client={makeTab().client} />, document.body))
  expect(document.body.textContent).toContain('Loading…')
  expect(document.querySelector('.w-spinner')).toBeNull()
  await act(() => void vi.advanceTimersByTime(300))
  expect(document.querySelector('.w-spinner')).not.toBeNull()
})
