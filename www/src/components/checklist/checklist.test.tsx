import { expect, test } from 'vitest'
import { click, showForm } from '../../testing/tab.tsx'

const choices = [{ name: 'a' }, { name: 'b' }, { name: 'c', disabled: true }, { name: 'd' }]

test('a checklist submits an empty list when nothing is ticked', async () => {
  const { client, lastArgs } = await showForm({ checklist: { name: 'cl', choices } })
  client.push()
  expect(lastArgs()).toMatchObject({ cl: [] })
})

test('what is ticked comes in the order of the choices', async () => {
  const { client, find, lastArgs } = await showForm({ checklist: { name: 'cl', choices, values: ['d'] } })
  await click(find('checkbox-b'))
  client.push()
  expect(lastArgs()).toMatchObject({ cl: ['b', 'd'] })
})

test('Select All and Deselect All leave disabled choices as they are', async () => {
  const { client, query, lastArgs } = await showForm({ checklist: { name: 'cl', choices, values: ['c'] } })
  const [all, none] = [...(query('.w-select-all')?.querySelectorAll('button') ?? [])]
  await click(all as HTMLElement)
  client.push()
  expect(lastArgs()).toMatchObject({ cl: ['a', 'b', 'c', 'd'] })
  await click(none as HTMLElement)
  client.push()
  expect(lastArgs()).toMatchObject({ cl: ['c'] })
})

test('a checklist with a trigger submits at once', async () => {
  const { find, lastArgs } = await showForm({ checklist: { name: 'cl', choices, trigger: true } })
  await click(find('checkbox-a'))
  expect(lastArgs()).toEqual({ cl: ['a'], __wave_submission_name__: 'cl' })
})

test('the app ticks choices', async () => {
  const { find, apply } = await showForm({ checklist: { name: 'cl', choices } })
  await apply({ k: 'form cl values', v: ['b'] })
  expect(find<HTMLInputElement>('checkbox-b').checked).toBe(true)
})
