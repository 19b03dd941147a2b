import { act } from 'preact/test-utils'
import { expect, test } from 'vitest'
import { choose, click, press, showForm, type, type Shown } from '../../testing/tab.tsx'

const choices = [{ name: 'a', label: 'Apple' }, { name: 'b', label: 'Banana' }, { name: 'c', label: 'Cherry', disabled: true }]
const many = Array.from({ length: 101 }, (_, place) => ({ name: `n${place}`, label: `Number ${place}` }))

/** Opens the list, as soon as its code is there. */
async function open(find: Shown['find']): Promise<void> {
  for (let turn = 0; turn < 200 && find('dd').getAttribute('aria-expanded') !== 'true'; turn++) await click(find('dd'))
}

test('a dropdown submits nothing as null, and then the name of what was chosen', async () => {
  const { client, find, lastArgs } = await showForm({ dropdown: { name: 'dd', choices } })
  client.push()
  expect(lastArgs()).toMatchObject({ dd: null })
  await choose(find('dd'), 'b')
  client.push()
  expect(lastArgs()).toMatchObject({ dd: 'b' })
})

test('a dropdown with a trigger submits at once', async () => {
  const { find, lastArgs } = await showForm({ dropdown: { name: 'dd', choices, value: 'a', trigger: true } })
  await choose(find('dd'), 'b')
  expect(lastArgs()).toEqual({ dd: 'b', __wave_submission_name__: 'dd' })
})

test('the app chooses', async () => {
  const { find, apply } = await showForm({ dropdown: { name: 'dd', choices } })
  await apply({ k: 'form dd value', v: 'b' })
  expect(find<HTMLSelectElement>('dd').value).toBe('b')
})

test('a dropdown with a list of values, even an empty one, takes several, in the order in which they are chosen', async () => {
  const { client, find, lastArgs } = await showForm({ dropdown: { name: 'dd', choices, values: [] } })
  await open(find)
  await click(find('b'))
  await click(find('a'))
  expect(find('dd').textContent).toBe('Banana, Apple')
  client.push()
  expect(lastArgs()).toMatchObject({ dd: ['b', 'a'] })
})

test('Select All leaves disabled choices as they are', async () => {
  const { client, find, query, lastArgs } = await showForm({ dropdown: { name: 'dd', choices, values: [] } })
  await open(find)
  await click(query('.w-select-all button') as HTMLElement)
  client.push()
  expect(lastArgs()).toMatchObject({ dd: ['a', 'b'] })
})

test('Escape closes the list', async () => {
  const { find, query } = await showForm({ dropdown: { name: 'dd', choices, values: [] } })
  await open(find)
  expect(find('dd').getAttribute('aria-expanded')).toBe('true')
  await press(find('a'), 'Escape')
  expect(query('.w-drop-list')).toBeNull()
})

test('with more than a hundred choices one searches in a dialog, and a single choice closes it', async () => {
  const { client, find, query, lastArgs } = await showForm({ dropdown: { name: 'dd', choices: many } })
  await open(find)
  await type(query('input[role=searchbox]') as HTMLElement, 'nmb 42')
  expect(document.querySelectorAll('.w-choice-row')).toHaveLength(1)
  await act(() => void find('n42').parentElement?.dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 1 })))
  expect(query('dialog')).toBeNull()
  expect(find('dd').textContent).toBe('Number 42')
  client.push()
  expect(lastArgs()).toMatchObject({ dd: 'n42' })
})

test('a single choice come to with the keyboard counts when it is confirmed', async () => {
  const { client, find, query, lastArgs } = await showForm({ dropdown: { name: 'dd', choices, popup: 'always' } })
  await open(find)
  await click(find('a'))
  await click(find('b'))
  expect(query('dialog')).not.toBeNull()
  await click(query('dialog .w-button-primary') as HTMLElement)
  client.push()
  expect(lastArgs()).toMatchObject({ dd: 'b' })
})

test('several choices in a dialog count when they are confirmed, in the order of the choices', async () => {
  const model = { name: 'dd', choices, values: [], popup: 'always', trigger: true }
  const { find, query, lastArgs } = await showForm({ dropdown: model })
  await open(find)
  await click(find('b'))
  await click(find('a'))
  expect(lastArgs()).toBeUndefined()
  expect(query('dialog .w-button-primary')?.textContent).toBe('Select (2)')
  await click(query('dialog .w-button-primary') as HTMLElement)
  expect(lastArgs()).toEqual({ dd: ['a', 'b'], __wave_submission_name__: 'dd' })
})

test('a dialog that is cancelled changes nothing', async () => {
  const { client, find, query, lastArgs } = await showForm({ dropdown: { name: 'dd', choices, values: ['a'], popup: 'always' } })
  await open(find)
  await click(find('b'))
  await act(() => query('dialog footer button')?.click())
  client.push()
  expect(lastArgs()).toMatchObject({ dd: ['a'] })
})
