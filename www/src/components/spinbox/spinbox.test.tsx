import { act } from 'preact/test-utils'
import { afterEach, expect, test, vi } from 'vitest'
import { press, showForm, type } from '../../testing/tab.tsx'

afterEach(() => vi.useRealTimers())

const blur = (field: HTMLElement): Promise<void> => act(() => void field.dispatchEvent(new FocusEvent('blur'))) as Promise<void>

test('the arrow keys step, and stop at the limits', async () => {
  const { client, find, lastArgs } = await showForm({ spinbox: { name: 'sp', max: 2, value: 1 } })
  await press(find('sp'), 'ArrowUp')
  await press(find('sp'), 'ArrowUp')
  client.push()
  expect(lastArgs()).toMatchObject({ sp: 2 })
  await press(find('sp'), 'ArrowDown')
  client.push()
  expect(lastArgs()).toMatchObject({ sp: 1 })
})

test('what is typed is clamped and rounded', async () => {
  const { client, find, lastArgs } = await showForm({ spinbox: { name: 'sp', max: 10, step: 0.1 } })
  await type(find('sp'), '3.14159')
  client.push()
  expect(lastArgs()).toMatchObject({ sp: 3.1 })
  await type(find('sp'), '99')
  await blur(find('sp'))
  expect(find<HTMLInputElement>('sp').value).toBe('10')
})

test('junk leaves the value as it was', async () => {
  const { client, find, lastArgs } = await showForm({ spinbox: { name: 'sp', value: 7 } })
  await type(find('sp'), 'many')
  await blur(find('sp'))
  expect(find<HTMLInputElement>('sp').value).toBe('7')
  client.push()
  expect(lastArgs()).toMatchObject({ sp: 7 })
})

test('a spinbox with a trigger submits steps at once and typing after a pause', async () => {
  const { find, lastArgs } = await showForm({ spinbox: { name: 'sp', trigger: true } })
  await press(find('sp'), 'ArrowUp')
  expect(lastArgs()).toEqual({ sp: 1, __wave_submission_name__: 'sp' })
  vi.useFakeTimers()
  await type(find('sp'), '5')
  expect(lastArgs()).toMatchObject({ sp: 1 })
  await act(() => void vi.advanceTimersByTime(500))
  expect(lastArgs()).toEqual({ sp: 5, __wave_submission_name__: 'sp' })
})

test('a button that is held spins on', async () => {
  const { client, query, lastArgs } = await showForm({ spinbox: { name: 'sp' } })
  vi.useFakeTimers()
  const up = query('.w-spin-buttons button') as HTMLElement
  await act(() => void up.dispatchEvent(new MouseEvent('pointerdown', { bubbles: true, cancelable: true })))
  for (let elapsed = 0; elapsed < 600; elapsed += 60) await act(() => void vi.advanceTimersByTime(60))
  await act(() => void up.dispatchEvent(new MouseEvent('pointerup', { bubbles: true })))
  await act(() => void vi.advanceTimersByTime(1000))
  client.push()
  expect(lastArgs()?.['sp']).toBe(5)
})
