import { expect, test } from 'vitest'
import { click, showForm } from '../../testing/tab.tsx'

test('a checkbox submits false until it is ticked', async () => {
  const { client, find, lastArgs } = await showForm({ checkbox: { name: 'cb' } })
  client.push()
  expect(lastArgs()).toMatchObject({ cb: false })
  await click(find('cb'))
  client.push()
  expect(lastArgs()).toMatchObject({ cb: true })
})

test('the first click on an undecided checkbox settles for its value', async () => {
  const { client, find, lastArgs } = await showForm({ checkbox: { name: 'cb', indeterminate: true, value: true } })
  expect(find<HTMLInputElement>('cb').indeterminate).toBe(true)
  await click(find('cb'))
  expect(find<HTMLInputElement>('cb').indeterminate).toBe(false)
  expect(find<HTMLInputElement>('cb').checked).toBe(true)
  client.push()
  expect(lastArgs()).toMatchObject({ cb: true })
})

test('a checkbox with a trigger submits at once', async () => {
  const { find, lastArgs } = await showForm({ checkbox: { name: 'cb', trigger: true } })
  await click(find('cb'))
  expect(lastArgs()).toEqual({ cb: true, __wave_submission_name__: 'cb' })
})

test('the app ticks a checkbox', async () => {
  const { find, apply } = await showForm({ checkbox: { name: 'cb' } })
  await apply({ k: 'form cb value', v: true })
  expect(find<HTMLInputElement>('cb').checked).toBe(true)
})
