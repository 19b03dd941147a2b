import { act } from 'preact/test-utils'
import { expect, test } from 'vitest'
import { click, press, showForm, type } from '../../testing/tab.tsx'

const part = <E extends HTMLElement = HTMLInputElement>(label: string): E => document.querySelector<E>(`[aria-label="${label}"]`)!

async function change(label: string, text: string): Promise<void> {
  await act(() => {
    part(label).value = text
    part(label).dispatchEvent(new Event('change', { bubbles: true }))
  })
}

test('a colour is submitted as it was given', async () => {
  const { client, lastArgs } = await showForm(
    { color_picker: { name: 'a' } },
    { color_picker: { name: 'b', value: 'tomato' } },
    { color_picker: { name: 'c', inline: true } },
    { color_picker: { name: 'd', choices: ['$red', 'blue'] } },
  )
  client.push()
  expect(lastArgs()).toMatchObject({ a: null, b: 'tomato', c: '#000', d: null })
})

test('a colour is typed, in hex or by its parts', async () => {
  const { client, lastArgs } = await showForm({ color_picker: { name: 'a', value: '#0a6699' } })
  expect(part('Hex').value).toBe('#0a6699')
  await change('Green', '300')
  client.push()
  expect(lastArgs()).toMatchObject({ a: '#0aff99' })
  await change('Hex', '#f00')
  client.push()
  expect(lastArgs()).toMatchObject({ a: '#ff0000' })
  await change('Hex', 'nonsense')
  client.push()
  expect(lastArgs()).toEqual({})
})

test('a colour is picked with the keyboard, and submitted when the key is let go', async () => {
  const { lastArgs } = await showForm({ color_picker: { name: 'a', value: '#ff0000', trigger: true } })
  const square = part<HTMLElement>('Saturation and brightness')
  await act(() => void square.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', shiftKey: true, bubbles: true })))
  expect(lastArgs()).toBeUndefined()
  await act(() => void square.dispatchEvent(new KeyboardEvent('keyup', { key: 'ArrowDown', bubbles: true })))
  expect(lastArgs()).toEqual({ a: '#e60000', __wave_submission_name__: 'a' })
})

test('hue and opacity have bars of their own, opacity only when it is wanted', async () => {
  const { client, lastArgs } = await showForm({ color_picker: { name: 'a', value: '#ff0000', alpha: true } })
  await type(part('Hue'), '240')
  await type(part('Opacity'), '50')
  client.push()
  expect(lastArgs()).toMatchObject({ a: 'rgba(0,0,255,0.5)' })
})

test('without being asked for there is no opacity', async () => {
  await showForm({ color_picker: { name: 'a' } })
  expect(part('Opacity')).toBeNull()
})

test('one of several colours is chosen; the first one looks so from the beginning', async () => {
  const { find, lastArgs } = await showForm({ color_picker: { name: 'a', choices: ['red', 'blue'], trigger: true } })
  expect(find<HTMLInputElement>('red').checked).toBe(true)
  await click(find('blue'))
  expect(lastArgs()).toEqual({ a: 'blue', __wave_submission_name__: 'a' })
  expect(find<HTMLInputElement>('red').checked).toBe(false)
})

test('an inline picker takes hex, and opens all colours', async () => {
  const { client, query, lastArgs } = await showForm({ color_picker: { name: 'a', inline: true, choices: ['red'] } })
  await change('Hex', '#abc')
  client.push()
  expect(lastArgs()).toMatchObject({ a: '#abc' })
  await click(part('Pick a color'))
  expect(query('.w-popup .w-spectrum')).not.toBeNull()
  await press(query('.w-popup')!, 'Escape')
  expect(query('.w-popup')).toBeNull()
})

test('the app sets a colour', async () => {
  const { client, apply, lastArgs } = await showForm({ color_picker: { name: 'a' } })
  await apply({ k: 'form a value', v: '#00ff00' })
  expect(part('Green').value).toBe('255')
  client.push()
  expect(lastArgs()).toMatchObject({ a: '#00ff00' })
})
