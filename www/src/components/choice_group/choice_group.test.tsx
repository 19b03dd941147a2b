import { expect, test } from 'vitest'
import { click, showForm } from '../../testing/tab.tsx'

const choices = [{ name: 'a', label: 'A' }, { name: 'b' }, { name: 'c', disabled: true }]

test('a choice group submits nothing as null, and then the name of what was chosen', async () => {
  const { client, find, lastArgs } = await showForm({ choice_group: { name: 'cg', choices } })
  client.push()
  expect(lastArgs()).toMatchObject({ cg: null })
  await click(find('cg-b'))
  client.push()
  expect(lastArgs()).toMatchObject({ cg: 'b' })
})

test('a choice without a label is called by its name', async () => {
  const { find } = await showForm({ choice_group: { name: 'cg', choices } })
  expect(find('cg-b').parentElement?.textContent).toBe('b')
})

test('a choice that is disabled cannot be chosen', async () => {
  const { find } = await showForm({ choice_group: { name: 'cg', choices } })
  expect(find<HTMLInputElement>('cg-c').disabled).toBe(true)
})

test('a choice group with a trigger submits at once', async () => {
  const { find, lastArgs } = await showForm({ choice_group: { name: 'cg', choices, trigger: true, value: 'a' } })
  await click(find('cg-b'))
  expect(lastArgs()).toEqual({ cg: 'b', __wave_submission_name__: 'cg' })
})

test('a label changed deep inside is shown', async () => {
  const { find, apply } = await showForm({ choice_group: { name: 'cg', choices } })
  await apply({ k: 'form cg choices 1 label', v: 'Banana' })
  expect(find('cg-b').parentElement?.textContent).toBe('Banana')
})
