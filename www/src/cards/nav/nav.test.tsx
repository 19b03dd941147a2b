import { expect, test } from 'vitest'
import { click, showPage } from '../../testing/tab.tsx'

const card = {
  view: 'nav',
  box: '1 1 2 8',
  title: 'T',
  subtitle: 'S',
  value: 'a',
  persona: { persona: { title: 'Ada' } },
  items: [{ label: 'G', items: [{ name: 'a', label: 'A' }, { name: 'b', label: 'B' }, { name: '#c', label: 'C' }, { name: 'd', label: 'D', path: '/d' }] }],
  secondary_items: [{ button: { name: 'out', label: 'Out' } }],
}

test('an item is followed, and shows where we are', async () => {
  const { find, root, around, lastArgs } = await showPage({ n: card })
  expect(find('a').getAttribute('aria-current')).toBe('page')
  expect(root.querySelector('.w-persona')?.textContent).toContain('Ada')
  await click(find('b'))
  expect(lastArgs()).toMatchObject({ b: true, __wave_submission_name__: 'b' })
  expect(find('b').getAttribute('aria-current')).toBe('page')
  await click(find('d'))
  expect(around.asked).toEqual(['open /d'])
  expect(find('b').getAttribute('aria-current')).toBe('page')
  expect(find('out').closest('.w-nav-card-bottom')).not.toBeNull()
})

test('where the app says we are, we go: to a hash at once, elsewhere with the next submission', async () => {
  const { client, find, around, apply, lastArgs } = await showPage({ n: card })
  await apply({ k: 'n value', v: '#c' })
  expect(find('#c').getAttribute('aria-current')).toBe('page')
  expect(around.asked).toEqual(['hash c'])
  await apply({ k: 'n value', v: 'b' })
  expect(lastArgs()).toBeUndefined()
  client.push()
  expect(lastArgs()).toMatchObject({ b: true })
})

test('the app renames an item, and disables it', async () => {
  const { find, apply } = await showPage({ n: { ...card, color: 'primary', icon: 'Home', persona: null } })
  await apply({ k: 'n items 0 items 0 label', v: 'Anew' }, { k: 'n items 0 items 0 disabled', v: true })
  expect(find('a').textContent).toBe('Anew')
  expect(find<HTMLButtonElement>('a').disabled).toBe(true)
})
