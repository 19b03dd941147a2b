// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { click, showForm, until } from '../../testing/tab.tsx'

test('each size of text has a component of its own', async () => {
  const { root } = await showForm(
    { text_xl: { content: 'Extra' } },
    { text_xs: { content: 'Tiny' } },
    { text: { content: 'Sized', size: 'l' } },
    { text: { content: 'Normal' } },
  )
  const sizes = [...root.querySelectorAll('.w-text')].map((text) => text.className.replace('w-text ', ''))
  expect(sizes).toEqual(['w-text-xl', 'w-text-xs', 'w-text-l', 'w-text-m'])
})

test('text follows what the app sets', async () => {
  const { root, apply } = await showForm({ text: { name: 't', content: 'Before' } })
  await apply({ k: 'form t content', v: 'After' })
  expect(root.textContent).toContain('After')
})

test('text has Markdown, and its ?links submit', async () => {
  const { query, lastArgs } = await showForm({ text: { content: 'Press **here**: [go](?go%20on)' } })
  expect((await until(() => query('strong'))).textContent).toBe('here')
  await click(query('a') as HTMLElement)
  expect(lastArgs()).toEqual({ 'go on': true, __wave_submission_name__: 'go on' })
})
