import { act } from 'preact/test-utils'
import { expect, test } from 'vitest'
import { click, press, showForm } from '../../testing/tab.tsx'

const items = [{ name: 'a', label: 'A' }, { name: 'b' }, { name: '#c' }, { name: 'd', path: '/d' }]
const tabs = { tabs: { name: 't', items } }

test('the first tab is chosen, or the one that the app says; nothing is submitted for it', async () => {
  const { client, find, lastArgs } = await showForm(tabs, { tabs: { name: 'u', value: 'y', items: [{ name: 'x' }, { name: 'y' }] } })
  client.push()
  expect(lastArgs()).toEqual({})
  expect(find('a').getAttribute('aria-selected')).toBe('true')
  expect(find('y').getAttribute('aria-selected')).toBe('true')
})

test('a click chooses a tab and submits it, but not again', async () => {
  const { find, socket, lastArgs } = await showForm(tabs)
  await click(find('b'))
  expect(lastArgs()).toEqual({ t: 'b', __wave_submission_name__: 't' })
  expect(find('b').getAttribute('aria-selected')).toBe('true')
  await click(find('b'))
  expect(socket.sent.filter((message) => message.startsWith('@ ')).length).toBe(1)
})

test('a tab can lead to a hash or to another address', async () => {
  const { find, around } = await showForm(tabs)
  await click(find('#c'))
  await click(find('d'))
  expect(around.asked).toEqual(['hash c', 'open /d'])
  expect(find('#c').getAttribute('aria-selected')).toBe('true')
})

test('the app chooses a tab, which is pending then', async () => {
  const { client, find, apply, lastArgs } = await showForm(tabs)
  await apply({ k: 'form t value', v: 'b' })
  expect(find('b').getAttribute('aria-selected')).toBe('true')
  client.push()
  expect(lastArgs()).toMatchObject({ t: 'b' })
})

test('the app renames a tab', async () => {
  const { find, apply } = await showForm(tabs)
  await apply({ k: 'form b label', v: 'Boats' })
  expect(find('b').textContent).toBe('Boats')
})

test('arrow keys go from tab to tab, without choosing', async () => {
  const { find, lastArgs } = await showForm(tabs)
  await act(() => find('a').focus())
  await press(find('a'), 'ArrowLeft')
  expect(document.activeElement).toBe(find('d'))
  await press(find('d'), 'ArrowRight')
  await press(find('a'), 'End')
  await press(find('d'), 'Home')
  expect(document.activeElement).toBe(find('a'))
  expect(find('a').tabIndex).toBe(0)
  expect(find('b').tabIndex).toBe(-1)
  expect(lastArgs()).toBeUndefined()
})
