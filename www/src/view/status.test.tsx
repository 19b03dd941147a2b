import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { makeTab, type Tab } from '../testing/tab.tsx'
import type { Link } from '../wire/socket.ts'
import { App } from './app.tsx'
import { messageOf } from './status.tsx'

let tab: Tab
beforeEach(() => {
  vi.useFakeTimers()
  tab = makeTab()
})
afterEach(() => {
  render(null, document.body)
  vi.useRealTimers()
})

const textOf = (link: Link): string | undefined => {
  tab.client.onLink(link)
  return messageOf(tab.client, 0)?.text
}

test('each state of the connection is told in words', () => {
  expect(textOf({ state: 'connecting' })).toBe('Connecting…')
  expect(textOf({ state: 'live' })).toBeUndefined()
  expect(textOf({ state: 'waiting', untilMs: 2500 })).toBe('Reconnecting in 3 s')
  expect(textOf({ state: 'waiting', untilMs: 0 })).toBe('Reconnecting…')
  expect(textOf({ state: 'catching_up' })).toBe('Catching up…')
  expect(textOf({ state: 'signed_out' })).toBe('Signed out')
  expect(textOf({ state: 'taken_over' })).toBe('This page goes on in another tab')
  expect(textOf({ state: 'closed' })).toBeUndefined()
  tab.client.onNotices([{ kind: 'app', state: 'down' }])
  expect(textOf({ state: 'live' })).toBe('The app is restarting…')
  tab.client.onNotices([{ kind: 'app', state: 'gone' }])
  expect(textOf({ state: 'live' })).toBe('The app has stopped')
})

test('what the user can do about it is offered', () => {
  tab.client.onLink({ state: 'taken_over' })
  messageOf(tab.client, 0)?.action?.run(tab.client)
  tab.client.onLink({ state: 'waiting', untilMs: 9000 })
  messageOf(tab.client, 0)?.action?.run(tab.client)
  tab.client.onLink({ state: 'signed_out' })
  messageOf(tab.client, 0)?.action?.run(tab.client)
  expect(tab.socket.calls).toEqual(['open', 'comeBack', 'hurry'])
  expect(tab.around.asked).toEqual(['reload'])
})

test('what takes no longer than a blink is not told', async () => {
  await act(() => render(<App client={tab.client} />, document.body))
  await act(() => tab.client.onLink({ state: 'connecting' }))
  expect(document.querySelector('.w-status-pill')).toBeNull()
  await act(() => void vi.advanceTimersByTime(600))
  expect(document.querySelector('.w-status-pill')?.textContent).toContain('Connecting')
  await act(() => tab.client.onLink({ state: 'live' }))
  expect(document.querySelector('.w-status-pill')?.textContent).toBe('Live')
  await act(() => void vi.advanceTimersByTime(2000))
  expect(document.querySelector('.w-status-pill')).toBeNull()
})

test('that all is well is told only after it was not', async () => {
  await act(() => render(<App client={tab.client} />, document.body))
  await act(() => tab.client.onLink({ state: 'connecting' }))
  await act(() => void vi.advanceTimersByTime(100))
  await act(() => tab.client.onLink({ state: 'live' }))
  expect(document.querySelector('.w-status-pill')).toBeNull()
})

test('a page that is not there says so', async () => {
  await act(() => render(<App client={tab.client} />, document.body))
  await act(() => tab.client.onNotices([{ kind: 'error', code: 'not_found' }]))
  expect(document.querySelector('h1')?.textContent).toBe('Nothing here yet')
})

test('messages of the client can be closed', async () => {
  await act(() => render(<App client={tab.client} />, document.body))
  await act(() => tab.client.toasts.add('error', 'Oh no'))
  expect(document.querySelector('[role=alert]')?.textContent).toContain('Oh no')
  await act(() => document.querySelector<HTMLElement>('.w-toast button')?.click())
  expect(document.querySelector('.w-toast')).toBeNull()
  await act(() => tab.client.toasts.add('info', 'By the way'))
  await act(() => void vi.advanceTimersByTime(5000))
  expect(document.querySelector('.w-toast')).toBeNull()
})
