import { act } from 'preact/test-utils'
import { expect, test } from 'vitest'
import { click } from '../../testing/tab.tsx'
import { key, rect, show } from './image_annotator.fixture.tsx'

test('the keyboard selects all, moves, copies, pastes, removes and changes tools', async () => {
  const { picture, pending, query, lastArgs } = await show({ items: [rect], events: ['tool_change'] })
  const key = (name: string, options: KeyboardEventInit = {}): Promise<void> =>
    act(() => void picture.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, ...options }))) as Promise<void>
  await key('a')
  await key('ArrowRight', { shiftKey: true })
  await key('ArrowUp')
  expect(pending()).toMatchObject([{ shape: { rect: { x1: 30, x2: 70, y1: 9, y2: 29 } } }])
  await key('c')
  await key('v')
  expect(pending()).toMatchObject([{ shape: { rect: { x1: 40, y1: 19 } } }, { shape: { rect: { x1: 30, y1: 9 } } }])
  await key('l')
  expect(pending()).toMatchObject([{ tag: 'bus' }, { tag: 'car' }])
  await key('Delete')
  expect(pending()).toHaveLength(1)
  await key('r')
  expect(lastArgs()).toMatchObject({ '': { a: { tool_change: 'rect' } } })
  await key('b')
  expect(lastArgs()).toMatchObject({ '': { a: { tool_change: 'polygon' } } })
  await click(query('[aria-label="Remove all"]') as HTMLElement)
  expect(pending()).toEqual([])
})

test('the browser keeps the keys that do nothing here', async () => {
  const shown = await show({ items: [rect] })
  for (const name of ['r', 'p', 'l', 's', 'b', 'ArrowRight']) expect(await key(shown, name, { ctrlKey: true })).toBe(false)
  expect(await key(shown, 'r', { metaKey: true })).toBe(false)
  for (const name of ['ArrowRight', 'ArrowUp', 'Escape', 'Delete', 'Backspace', 'c', 'v', 'x']) expect(await key(shown, name)).toBe(false)
  expect(await key(shown, 'c', { ctrlKey: true })).toBe(false)
  expect(await key(shown, 'a', { ctrlKey: true })).toBe(true)
  expect(await key(shown, 'c', { ctrlKey: true })).toBe(true)
  for (const name of ['ArrowRight', 'Escape']) expect(await key(shown, name)).toBe(true)
})

test('without tags there is no next one to give', async () => {
  const shown = await show({ items: [rect], tags: [] })
  await key(shown, 'a')
  expect(await key(shown, 'l')).toBe(false)
  expect(shown.pending()).toMatchObject([{ tag: 'car' }])
})

test('the keyboard draws a rectangle between two places that the arrows go to', async () => {
  const shown = await show({ trigger: true })
  const { query, socket, lastArgs } = shown
  expect(query('[aria-label=Rectangle]')?.getAttribute('aria-pressed')).toBe('true')
  expect(await key(shown, 'ArrowLeft', { shiftKey: true })).toBe(true)
  expect(query('.w-picture-cross')?.getAttribute('d')).toMatch(/^M\d+ 50h/)
  expect(await key(shown, ' ')).toBe(true)
  await key(shown, 'ArrowRight')
  expect(await key(shown, ' ')).toBe(true)
  expect(socket.sent).toEqual([])
  await key(shown, 'ArrowRight', { shiftKey: true })
  await key(shown, 'ArrowDown', { shiftKey: true })
  expect(query('rect.w-picture-draft')?.getAttribute('width')).toBe('11')
  await key(shown, 'Enter')
  expect(lastArgs()).toMatchObject({ a: [{ tag: 'car', shape: { rect: { x1: 90, x2: 101, y1: 50, y2: 60 } } }] })
})

test('the keyboard sets the corners of a polygon, takes back the last one and closes it', async () => {
  const shown = await show({ allowed_shapes: ['polygon'] })
  await key(shown, ' ')
  await key(shown, 'ArrowRight', { shiftKey: true })
  await key(shown, ' ')
  await key(shown, 'ArrowUp')
  await key(shown, ' ')
  await key(shown, 'Backspace')
  await key(shown, 'ArrowDown', { shiftKey: true })
  await key(shown, ' ')
  await key(shown, 'Enter')
  expect(shown.pending()).toEqual([{ tag: 'car', shape: { polygon: { vertices: [{ x: 100, y: 50 }, { x: 110, y: 50 }, { x: 110, y: 59 }] } } }])
})

test('the keyboard goes from mark to mark and from corner to corner, moves one and removes one', async () => {
  const square = { tag: 'bus', shape: { polygon: { vertices: [{ x: 0, y: 0 }, { x: 10, y: 0 }, { x: 10, y: 10 }, { x: 0, y: 10 }] } } }
  const shown = await show({ items: [rect, square], trigger: true })
  await key(shown, 'Enter')
  await key(shown, 'Enter')
  await key(shown, ' ')
  await key(shown, ' ')
  expect(shown.root.querySelector('[aria-label=Marks]')?.textContent).toContain('selected, corner 2 in hand')
  await key(shown, 'ArrowRight')
  expect(shown.lastArgs()).toMatchObject({ a: [{ tag: 'car' }, { shape: { polygon: { vertices: [{ x: 0, y: 0 }, { x: 11, y: 0 }, { x: 10, y: 10 }, { x: 0, y: 10 }] } } }] })
  await key(shown, 'Delete')
  expect(shown.lastArgs()).toMatchObject({ a: [{ tag: 'car' }, { shape: { polygon: { vertices: [{ x: 0, y: 0 }, { x: 10, y: 10 }, { x: 0, y: 10 }] } } }] })
  await key(shown, 'Delete')
  expect(shown.lastArgs()).toMatchObject({ a: [{ tag: 'car' }] })
  await key(shown, 'Enter')
  await key(shown, ' ')
  await key(shown, 'ArrowLeft', { shiftKey: true })
  expect(shown.lastArgs()).toMatchObject({ a: [{ shape: { rect: { x1: 10, x2: 60, y1: 10, y2: 30 } } }] })
})
