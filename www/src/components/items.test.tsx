import { expect, test } from 'vitest'
import { showForm, showItems, until } from '../testing/tab.tsx'

test('a component that nobody knows says so', async () => {
  const { root } = await showItems([{ hologram: { name: 'h' } }, {}])
  expect(root.textContent).toContain('does not know the component "hologram"')
  expect(root.textContent).toContain('says nothing of what it is')
})

test('a component takes the width it is given', async () => {
  const { find } = await showForm({ textbox: { name: 'tb', width: '50%' } })
  const item = find('tb').closest<HTMLElement>('.w-item')
  expect(item?.style.width).toBe('50%')
  expect(item?.style.minWidth).toBe('50%')
})

test('components inside of others are found by name', async () => {
  const { find, apply } = await showForm({ inline: { items: [{ textbox: { name: 'tb' } }] } })
  await apply({ k: 'form tb value', v: 'found' })
  expect(find<HTMLInputElement>('tb').value).toBe('found')
})

test('a new list of items is shown, and known by its names', async () => {
  const { root, find, apply } = await showForm({ text: { content: 'Old' } })
  await apply({ k: 'form items', v: [{ textbox: { name: 'tb' } }, { label: { label: 'New' } }] })
  await until(() => root.textContent?.includes('New'))
  await apply({ k: 'form tb value', v: 'x' })
  expect(root.textContent).not.toContain('Old')
  expect(root.textContent).toContain('New')
  expect(find<HTMLInputElement>('tb').value).toBe('x')
})

test('inputs are pending in the order in which they stand on the page', async () => {
  const { client, lastArgs } = await showForm({ textbox: { name: 'z' } }, { checkbox: { name: 'a' } }, { slider: { name: 'm' } })
  client.push()
  expect(Object.keys(lastArgs() ?? {})).toEqual(['z', 'a', 'm', '__wave_submission_name__'])
  expect(lastArgs()).toMatchObject({ __wave_submission_name__: 'm' })
})
