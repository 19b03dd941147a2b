import { act } from 'preact/test-utils'
import { expect, test } from 'vitest'
import { showForm, type Shown } from '../../testing/tab.tsx'

const inside = [{ textbox: { name: 'tb', value: 'x' } }]

const toggle = ({ find }: Shown, open: boolean): Promise<void> =>
  act(() => {
    const details = find<HTMLDetailsElement>('e')
    details.open = open
    details.dispatchEvent(new Event('toggle'))
  })

test('what is inside of a closed expander is submitted; the expander itself only when it has a say', async () => {
  const { client, lastArgs } = await showForm({ expander: { name: 'e', items: inside } }, { expander: { name: 'f', expanded: true, items: [] } })
  client.push()
  expect(lastArgs()).toMatchObject({ tb: 'x', f: true })
  expect(lastArgs()).not.toHaveProperty('e')
})

test('opening is noted, but submits nothing', async () => {
  const shown = await showForm({ expander: { name: 'e', label: 'L', items: inside } })
  await toggle(shown, true)
  expect(shown.lastArgs()).toBeUndefined()
  shown.client.push()
  expect(shown.lastArgs()).toMatchObject({ e: true })
})

test('the app opens and closes', async () => {
  const shown = await showForm({ expander: { name: 'e', expanded: false, items: inside } })
  await shown.apply({ k: 'form e expanded', v: true })
  expect(shown.find<HTMLDetailsElement>('e').open).toBe(true)
  await toggle(shown, false)
  shown.client.push()
  expect(shown.lastArgs()).toMatchObject({ e: false })
})
