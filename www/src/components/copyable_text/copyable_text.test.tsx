import { act } from 'preact/test-utils'
import { afterEach, expect, test, vi } from 'vitest'
import { click, showForm } from '../../testing/tab.tsx'

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('a button copies the text, and says so for a while', async () => {
  const copied: string[] = []
  vi.stubGlobal('navigator', { clipboard: { writeText: (text: string) => Promise.resolve(void copied.push(text)) } })
  const { query, find } = await showForm({ copyable_text: { name: 'c', label: 'L', value: 'secret' } })
  expect(find<HTMLInputElement>('c').readOnly).toBe(true)
  await click(query('.w-copy')!)
  expect(copied).toEqual(['secret'])
  expect(query('.w-copy')?.getAttribute('aria-label')).toBe('Copied')
})

test('the thanks end', async () => {
  vi.stubGlobal('navigator', { clipboard: { writeText: () => Promise.resolve() } })
  const { query } = await showForm({ copyable_text: { label: 'L', value: 'x' } })
  vi.useFakeTimers()
  await act(async () => {
    query('.w-copy')?.click()
    await vi.advanceTimersByTimeAsync(0)
  })
  expect(query('.w-copy')?.getAttribute('aria-label')).toBe('Copied')
  await act(() => void vi.advanceTimersByTime(2_000))
  expect(query('.w-copy')?.getAttribute('aria-label')).toBe('Copy')
})

test('pages without a clipboard of their own copy what is selected', async () => {
  vi.stubGlobal('navigator', {})
  const commands: string[] = []
  document.execCommand = (command: string) => Boolean(commands.push(command))
  const { query } = await showForm({ copyable_text: { label: 'L', value: 'x', multiline: true, height: '90px' } })
  await click(query('.w-copy')!)
  expect(commands).toEqual(['copy'])
  expect(query('textarea')?.parentElement?.style.height).toBe('90px')
})

test('a text to copy submits nothing, and follows the app', async () => {
  const { client, find, apply, lastArgs } = await showForm({ copyable_text: { name: 'c', label: 'L', value: 'a' } })
  await apply({ k: 'form c value', v: 'b' })
  expect(find<HTMLInputElement>('c').value).toBe('b')
  client.push()
  expect(lastArgs()).toEqual({})
})
