import { expect, test } from 'vitest'
import { showForm } from '../../testing/tab.tsx'

const items = [{ label: 'A', done: true }, { label: 'B', icon: 'Mail' }, { label: 'C' }]

test('the first step that is not done is the current one, and it moves on', async () => {
  const { find, apply } = await showForm({ stepper: { name: 's', items } })
  const current = (): string | null | undefined => find('s').querySelector('[aria-current=step] .w-step-label')?.textContent
  expect(current()).toBe('B')
  await apply({ k: 'form s items 1 done', v: true })
  expect(current()).toBe('C')
  expect(find('s').querySelector('[aria-current=step] .w-step-mark')?.textContent).toBe('3')
})

test('a stepper submits nothing', async () => {
  const { client, lastArgs } = await showForm({ stepper: { name: 's', items } })
  client.push()
  expect(lastArgs()).toEqual({})
})
