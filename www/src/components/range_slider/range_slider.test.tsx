import { act } from 'preact/test-utils'
import { expect, test } from 'vitest'
import { showForm, type } from '../../testing/tab.tsx'

const handles = (root: HTMLElement): HTMLInputElement[] => [...root.querySelectorAll<HTMLInputElement>('.w-range-bar input')]

test('without values a range is all there is', async () => {
  const { client, lastArgs } = await showForm({ range_slider: { name: 'a' } }, { range_slider: { name: 'b', min: 10, max: 20, min_value: 12, max_value: 99 } })
  client.push()
  expect(lastArgs()).toMatchObject({ a: [0, 100], b: [12, 20] })
})

test('one end cannot pass the other', async () => {
  const { client, root, lastArgs } = await showForm({ range_slider: { name: 'a', min_value: 20, max_value: 40 } })
  const [low, high] = handles(root)
  await type(low!, '60')
  expect(low!.value).toBe('40')
  await type(high!, '10')
  client.push()
  expect(lastArgs()).toMatchObject({ a: [40, 40] })
})

test('a range with a trigger is submitted when a handle is let go', async () => {
  const { root, lastArgs } = await showForm({ range_slider: { name: 'a', trigger: true } })
  const [low] = handles(root)
  await type(low!, '5')
  expect(lastArgs()).toBeUndefined()
  await act(() => void low!.dispatchEvent(new Event('change', { bubbles: true })))
  expect(lastArgs()).toEqual({ a: [5, 100], __wave_submission_name__: 'a' })
})

test('the app sets a range', async () => {
  const { client, root, apply, lastArgs } = await showForm({ range_slider: { name: 'a' } })
  await type(handles(root)[0]!, '5')
  await apply({ k: 'form a max_value', v: 50 })
  client.push()
  expect(lastArgs()).toMatchObject({ a: [0, 50] })
})
