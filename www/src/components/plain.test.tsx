import { expect, test } from 'vitest'
import { click, showForm } from '../testing/tab.tsx'

test('a label shows that a value is wanted', async () => {
  const { find } = await showForm({ label: { name: 'l', label: 'Name', required: true } })
  expect(find('l').textContent).toBe('Name*')
})

test('a separator may have a label', async () => {
  const { find } = await showForm({ separator: { name: 's', label: 'or' } })
  expect(find('s').getAttribute('role')).toBe('separator')
  expect(find('s').textContent).toBe('or')
})

test('progress shows how far, or only that something goes on', async () => {
  const { query, apply } = await showForm({ progress: { name: 'p', label: 'Work', value: 0.42 } })
  const bar = query('[role=progressbar]')
  expect(bar?.getAttribute('aria-valuenow')).toBe('42')
  expect(query('.w-progress-caption')?.textContent).toBe('Please wait...')
  await apply({ k: 'form p value', v: 7 })
  expect(bar?.getAttribute('aria-valuenow')).toBe('100')
  await apply({ k: 'form p value', v: -1 })
  expect(bar?.getAttribute('aria-valuenow')).toBe('0')
  await apply({ k: 'form p value', v: null })
  expect(bar?.hasAttribute('aria-valuenow')).toBe(false)
})

test('a spinner is called by its caption, or else by its label', async () => {
  const { find, apply } = await showForm({ progress: { name: 'p', label: 'Work', type: 'spinner' } })
  expect(find('p').textContent).toBe('Work')
  await apply({ k: 'form p caption', v: 'Almost' })
  expect(find('p').textContent).toBe('Almost')
})

test('a message without a text is not shown', async () => {
  const { query, apply } = await showForm({ message_bar: { name: 'm', type: 'error' } })
  expect(query('.w-message-bar')).toBeNull()
  await apply({ k: 'form m text', v: 'Broken' })
  expect(query('.w-message-bar')?.getAttribute('role')).toBe('alert')
})

test('the buttons of a message submit', async () => {
  const { find, lastArgs } = await showForm({ message_bar: { text: 'Gone', buttons: [{ button: { name: 'undo', label: 'Undo' } }] } })
  await click(find('undo'))
  expect(lastArgs()).toMatchObject({ undo: true })
})

test('a link is called by its path when it has no label, and an empty target is a tab of its own', async () => {
  const { find } = await showForm({ link: { name: 'l', path: '/x', target: '' } })
  const link = find<HTMLAnchorElement>('l')
  expect(link.textContent).toBe('/x')
  expect(link.target).toBe('_blank')
  expect(link.rel).toContain('noopener')
})

test('a link may save what it leads to', async () => {
  const { find } = await showForm({ link: { name: 'l', path: '/x', download: true } })
  expect(find('l').hasAttribute('download')).toBe(true)
})

test('a link that is disabled leads nowhere', async () => {
  const { find } = await showForm({ link: { name: 'l', path: '/x', disabled: true } })
  expect(find('l').tagName).toBe('SPAN')
  expect(find('l').getAttribute('aria-disabled')).toBe('true')
})

test('a link as a button opens its path and submits nothing', async () => {
  const { find, around, lastArgs } = await showForm({ link: { name: 'l', label: 'Go', path: '/x', button: true } })
  await click(find('l'))
  expect(around.asked).toEqual(['open /x'])
  expect(lastArgs()).toBeUndefined()
})

test('links stand together under a label', async () => {
  const { root } = await showForm({ links: { label: 'More', items: [{ link: { label: 'A', path: '/a' } }, { link: { label: 'B', path: '/b' } }] } })
  expect(root.querySelector('nav')?.getAttribute('aria-label')).toBe('More')
  expect([...root.querySelectorAll('a')].map((link) => link.textContent)).toEqual(['A', 'B'])
})
