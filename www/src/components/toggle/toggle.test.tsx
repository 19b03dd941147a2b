import { expect, test } from 'vitest'
import { click, showForm } from '../../testing/tab.tsx'

test('a toggle says how it stands, and submits it', async () => {
  const { client, root, find, lastArgs } = await showForm({ toggle: { name: 'tg', label: 'Light' } })
  expect(root.textContent).toContain('Off')
  await click(find('tg'))
  expect(root.textContent).toContain('On')
  client.push()
  expect(lastArgs()).toMatchObject({ tg: true })
})

test('a toggle with a trigger submits at once', async () => {
  const { find, lastArgs } = await showForm({ toggle: { name: 'tg', value: true, trigger: true } })
  await click(find('tg'))
  expect(lastArgs()).toEqual({ tg: false, __wave_submission_name__: 'tg' })
})
