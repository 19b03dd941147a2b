import { expect, test } from 'vitest'
import { showPage } from '../../testing/tab.tsx'

const persona = { persona: { title: 'Ann', size: 'xl' } }
const items = [{ text: { content: 'Item' } }]

test('a profile is somebody in front of a picture', async () => {
  const { find } = await showPage({ p: { view: 'profile', box: '1 1 1 1', persona, image: '/a.png', items, height: '200px' } })
  expect(find('p').querySelector('.w-profile-cover')?.getAttribute('src')).toBe('/a.png')
  expect(find('p').querySelector<HTMLElement>('.w-profile-words')?.style.height).toBe('200px')
  expect(find('p').textContent).toContain('Item')
})

test('who posts is small, whatever the author asks for, and follows updates', async () => {
  const { find, apply } = await showPage({ p: { view: 'post', box: '1 1 1 1', persona, image: '/a.png', items, aux_value: '2h', caption: 'C' } })
  expect(find('p').textContent).toBe('AAnn2hCItem')
  expect(find('p').querySelector('.w-persona-xs')).not.toBeNull()
  await apply({ k: 'p persona persona title', v: 'Bob' })
  expect(find('p').textContent).toContain('Bob')
})

test('an article has a title, items and content', async () => {
  const { find } = await showPage({ a: { view: 'article', box: '1 1 1 1', title: 'T', content: 'Words', items } })
  expect(find('a').textContent).toBe('TItemWords')
})
