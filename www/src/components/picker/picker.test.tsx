import { act } from 'preact/test-utils'
import { expect, test } from 'vitest'
import { click, press, showForm, type, until, type Shown } from '../../testing/tab.tsx'

const choices = [{ name: 's', label: 'Spam' }, { name: 'h', label: 'Ham' }, { name: 'e', label: 'Eggs' }, { name: 'g', label: 'Green eggs' }]
const field = ({ find }: Shown): HTMLInputElement => find<HTMLInputElement>('p')
const suggested = (): (string | null)[] => [...document.querySelectorAll('.w-combo-option')].map((option) => option.textContent)

test('nothing is picked, or what was given', async () => {
  const { client, lastArgs, root } = await showForm({ picker: { name: 'p', choices } }, { picker: { name: 'q', choices, values: ['h'] } })
  client.push()
  expect(lastArgs()).toMatchObject({ p: null, q: ['h'] })
  expect(root.querySelector('.w-chip')?.textContent).toBe('Ham')
})

test('an empty field suggests what has not been picked; typing narrows that down, and Enter takes the first', async () => {
  const shown = await showForm({ picker: { name: 'p', choices, values: ['h'], trigger: true } })
  await act(() => field(shown).focus())
  await click(field(shown))
  await until(() => suggested().length === 3)
  expect(suggested()).toEqual(['Spam', 'Eggs', 'Green eggs'])
  await type(field(shown), 'EGG')
  await until(() => suggested().length === 2)
  await until(() => shown.query('.w-combo-option[data-highlighted]'))
  await press(field(shown), 'Enter')
  await until(() => shown.lastArgs())
  expect(shown.lastArgs()).toEqual({ p: ['h', 'e'], __wave_submission_name__: 'p' })
})

test('Backspace takes away the last one', async () => {
  const shown = await showForm({ picker: { name: 'p', choices, values: ['h', 'e'] } })
  await press(field(shown), 'Backspace')
  shown.client.push()
  expect(shown.lastArgs()).toMatchObject({ p: ['h'] })
})

test('when enough is picked nothing more can be typed', async () => {
  const shown = await showForm({ picker: { name: 'p', choices, values: ['h'], max_choices: 1 } })
  expect(field(shown).readOnly).toBe(true)
  await click(field(shown))
  expect(suggested()).toEqual([])
})

test('what is no choice is not taken', async () => {
  const shown = await showForm({ picker: { name: 'p', choices } })
  await act(() => field(shown).focus())
  await type(field(shown), 'caviar')
  await press(field(shown), 'Enter')
  await act(() => field(shown).blur())
  await until(() => field(shown).value === '')
  shown.client.push()
  expect(shown.lastArgs()).toMatchObject({ p: null })
})
