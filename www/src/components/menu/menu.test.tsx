import { expect, test } from 'vitest'
import { click, showForm, until } from '../../testing/tab.tsx'

const items = [
  { name: 'a', label: 'A' },
  { name: 'more', items: [{ name: 'b' }] },
  { name: 'out', path: '/out' },
  { name: '#home' },
]

test('the commands of a menu are submitted whether chosen or not', async () => {
  const { client, lastArgs } = await showForm({ menu: { items, label: 'M' } })
  client.push()
  expect(lastArgs()).toEqual({ a: false, b: false, __wave_submission_name__: 'b' })
})

test('a command is chosen from the menu', async () => {
  const { query, find, lastArgs } = await showForm({ menu: { name: 'm', items, label: 'M', image: '/me.png' } })
  const opener = await until(() => query('[data-part=trigger]'))
  expect(opener.textContent).toBe('M')
  expect(find('m').querySelector('img')?.getAttribute('src')).toBe('/me.png')
  await click(opener)
  await click(await until(() => query('[data-test=a]')))
  expect(lastArgs()).toMatchObject({ a: true })
})

test('a menu without a label has a name all the same', async () => {
  const { query } = await showForm({ menu: { items, icon: 'Mail' } })
  expect((await until(() => query('[data-part=trigger]'))).getAttribute('aria-label')).toBe('Menu')
})
