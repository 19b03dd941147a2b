import { expect, test } from 'vitest'
import { click, showForm, until } from '../../testing/tab.tsx'

test('a button submits true, and false when another one is pressed', async () => {
  const { find, lastArgs } = await showForm({ buttons: { items: [{ button: { name: 'a', label: 'A' } }, { button: { name: 'b', label: 'B' } }] } })
  await click(find('a'))
  expect(lastArgs()).toEqual({ a: true, b: false, __wave_submission_name__: 'a' })
})

test('a button with a value submits that, even an empty one', async () => {
  const { find, lastArgs } = await showForm({ button: { name: 'a', label: 'A', value: '' } })
  await click(find('a'))
  expect(lastArgs()).toMatchObject({ a: '' })
})

test('pressing a button covers the page until the app has answered', async () => {
  const { client, find, query, apply } = await showForm({ button: { name: 'a', label: 'A' } })
  await click(find('a'))
  expect(client.busy.value).toBe(true)
  expect(query('.w-busy')).not.toBeNull()
  await apply({ k: 'nobody label', v: 'x' })
  expect(query('.w-busy')).toBeNull()
})

test('a button whose name begins with # goes to that hash instead', async () => {
  const { find, around, lastArgs } = await showForm({ button: { name: '#menu', label: 'Menu' } })
  await click(find('#menu'))
  expect(around.asked).toEqual(['hash menu'])
  expect(lastArgs()).toBeUndefined()
})

test('a button with a path opens it and submits nothing', async () => {
  const { find, around, lastArgs } = await showForm({ button: { name: 'a', label: 'A', path: '/x' } })
  await click(find('a'))
  expect(around.asked).toEqual(['open /x'])
  expect(lastArgs()).toBeUndefined()
})

test('a button without a label is called by its caption', async () => {
  const { find } = await showForm({ button: { name: 'a', icon: 'Add', caption: 'Add one' } })
  expect(find('a').getAttribute('aria-label')).toBe('Add one')
})

test('a button that is disabled cannot be pressed', async () => {
  const { find, lastArgs } = await showForm({ button: { name: 'a', label: 'A', disabled: true } })
  await click(find('a'))
  expect(lastArgs()).toBeUndefined()
})

test('a row of buttons shows nothing but buttons', async () => {
  const { root } = await showForm({ buttons: { items: [{ button: { name: 'a', label: 'A' } }, { text: { content: 'Text' } }] } })
  expect(root.textContent).toContain('A')
  expect(root.textContent).not.toContain('Text')
})

test('a mini button is among the arguments only when it is pressed', async () => {
  const { client, find, lastArgs } = await showForm({ mini_buttons: { items: [{ mini_button: { name: 'm', label: 'M' } }] } })
  client.push()
  expect(lastArgs()).toEqual({})
  await click(find('m'))
  expect(lastArgs()).toEqual({ m: true, __wave_submission_name__: 'm' })
})

test('the commands of a button are in a menu', async () => {
  const commands = [{ name: 'c1', label: 'One' }, { name: 'c2', value: 'two' }]
  const { find, query, lastArgs } = await showForm({ button: { name: 'a', label: 'A', commands } })
  await click(await until(() => query('.w-button-more[data-part=trigger]')))
  expect(find('c2').textContent).toBe('c2')
  await click(find('c2'))
  expect(lastArgs()).toMatchObject({ c2: 'two' })
})
