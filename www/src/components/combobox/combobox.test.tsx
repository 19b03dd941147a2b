import { act } from 'preact/test-utils'
import { expect, test } from 'vitest'
import { click, press, showForm, type, until, type Shown } from '../../testing/tab.tsx'
import { completionOf } from './completion.ts'

const choices = ['Cyan', 'Magenta', 'Yellow']
const field = ({ find }: Shown): HTMLInputElement => find<HTMLInputElement>('c')
const leave = (shown: Shown): Promise<void> => act(() => field(shown).blur())

async function write(shown: Shown, text: string): Promise<void> {
  await act(() => field(shown).focus())
  await type(field(shown), text)
}

test('what was typed is completed with the first choice that goes on from it', () => {
  expect(completionOf('cy', choices)).toBe('Cyan')
  expect(completionOf('x', choices)).toBeUndefined()
  expect(completionOf('', choices)).toBeUndefined()
})

test('a value is kept even if it is no choice', async () => {
  const { client, lastArgs } = await showForm({ combobox: { name: 'c', choices } }, { combobox: { name: 'd', choices, value: 'Black' } })
  client.push()
  expect(lastArgs()).toMatchObject({ c: null, d: 'Black' })
})

test('typing completes, and Enter takes it', async () => {
  const shown = await showForm({ combobox: { name: 'c', choices, trigger: true } })
  await write(shown, 'ma')
  expect(field(shown).value).toBe('magenta')
  expect([field(shown).selectionStart, field(shown).selectionEnd]).toEqual([2, 7])
  expect(shown.lastArgs()).toBeUndefined()
  await press(field(shown), 'Enter')
  expect(shown.lastArgs()).toEqual({ c: 'Magenta', __wave_submission_name__: 'c' })
})

test('free text is taken when the field is left', async () => {
  const shown = await showForm({ combobox: { name: 'c', choices } })
  await write(shown, 'Black')
  await leave(shown)
  shown.client.push()
  expect(shown.lastArgs()).toMatchObject({ c: 'Black' })
})

test('Escape gives back the value', async () => {
  const shown = await showForm({ combobox: { name: 'c', choices, value: 'Cyan' } })
  await write(shown, 'zzz')
  await press(field(shown), 'Escape')
  await until(() => field(shown).value === 'Cyan')
  shown.client.push()
  expect(shown.lastArgs()).toMatchObject({ c: 'Cyan' })
})

test('a choice is clicked', async () => {
  const shown = await showForm({ combobox: { name: 'c', choices } })
  await click(shown.query('[aria-label="Show choices"]')!)
  await click(await until(() => shown.query('[data-test=Yellow]')))
  await until(() => field(shown).value === 'Yellow')
  shown.client.push()
  expect(shown.lastArgs()).toMatchObject({ c: 'Yellow' })
})

test('what is deleted is not added again', async () => {
  const shown = await showForm({ combobox: { name: 'c', choices } })
  await write(shown, 'mag')
  await write(shown, 'ma')
  expect(field(shown).value).toBe('ma')
})

test('a suggestion is taken with the arrow keys', async () => {
  const shown = await showForm({ combobox: { name: 'c', choices } })
  await act(() => field(shown).focus())
  await press(field(shown), 'ArrowDown')
  await press(field(shown), 'ArrowUp')
  const highlighted = shown.query('[data-highlighted]')
  expect(highlighted?.textContent).toBe('Yellow')
  expect(field(shown).getAttribute('aria-activedescendant')).toBe(highlighted?.id)
  await press(field(shown), 'ArrowDown')
  await press(field(shown), 'Enter')
  expect(shown.query('[role=listbox]')).toBeNull()
  shown.client.push()
  expect(shown.lastArgs()).toMatchObject({ c: 'Cyan' })
})

test('an emptied field has no value', async () => {
  const shown = await showForm({ combobox: { name: 'c', choices, value: 'Cyan' } })
  await write(shown, '')
  await press(field(shown), 'Enter')
  shown.client.push()
  expect(shown.lastArgs()).toMatchObject({ c: null })
})

test('several values are entered, and taken away', async () => {
  const shown = await showForm({ combobox: { name: 'c', choices, values: ['Cyan'] } })
  await write(shown, 'Black')
  await press(field(shown), 'Enter')
  shown.client.push()
  expect(shown.lastArgs()).toMatchObject({ c: ['Cyan', 'Black'] })
  await click(shown.query('[aria-label="Remove Cyan"]')!)
  await until(() => field(shown).value === '')
  await press(field(shown), 'Backspace')
  shown.client.push()
  expect(shown.lastArgs()).toMatchObject({ c: [] })
})

test('an empty list of values submits nothing', async () => {
  const { client, lastArgs } = await showForm({ combobox: { name: 'c', choices, values: [] } })
  client.push()
  expect(lastArgs()).toMatchObject({ c: null })
})

test('the app sets a value, and says what is wrong', async () => {
  const shown = await showForm({ combobox: { name: 'c', choices } })
  await shown.apply({ k: 'form c value', v: 'Cyan' }, { k: 'form c error', v: 'No' })
  await until(() => field(shown).value === 'Cyan')
  expect(field(shown).getAttribute('aria-invalid')).toBe('true')
  shown.client.push()
  expect(shown.lastArgs()).toMatchObject({ c: 'Cyan' })
})
