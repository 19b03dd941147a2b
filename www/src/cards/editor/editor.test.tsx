import { act } from 'preact/test-utils'
import { expect, test } from 'vitest'
import type { JsonObject } from '../../page/json.ts'
import { click, showPage, type, type Shown } from '../../testing/tab.tsx'
import { fromText } from './kinds.ts'

async function showEditor(cards: Record<string, JsonObject> = {}): Promise<Shown> {
  const shown = await showPage({ e: { view: 'editor', box: '1 1 1 1', mode: 'public' }, ...cards })
  await act(() => void (shown.client.editable.value = true))
  await click(shown.query('.w-editor-button') as HTMLElement)
  return shown
}

const button = ({ find }: Shown, label: string): HTMLElement => {
  const all = [...find('e').querySelectorAll<HTMLElement>('button')]
  const found = all.find((element) => element.textContent?.trim() === label || element.getAttribute('aria-label') === label)
  if (!found) throw new Error(`There is no button ${label}`)
  return found
}

const field = ({ find }: Shown, label: string): HTMLElement => {
  const found = [...find('e').querySelectorAll('label')].find((element) => element.textContent === label)
  return document.getElementById(found?.htmlFor ?? '') as HTMLElement
}

const submit = ({ find }: Shown): Promise<void> =>
  act(() => void find('e').querySelector('form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true })))

const lastOps = ({ socket }: Shown): JsonObject[] => {
  const sent = socket.sent.findLast((frame) => frame.startsWith('* ')) ?? '* /demo {"d":[]}'
  return (JSON.parse(sent.split(' ').slice(2).join(' ')) as { d: JsonObject[] }).d
}

test('where the page cannot be edited there is no editor', async () => {
  const { query } = await showPage({ e: { view: 'editor', box: '1 1 1 1', mode: 'public' } })
  expect(query('.w-editor-button')).toBeNull()
})

test('a card is added under a name that is free', async () => {
  const shown = await showEditor({ markdown1: { view: 'markdown', box: '1 1 1 1', title: 'There', content: '' } })
  await click(button(shown, 'Text'))
  await type(field(shown, 'Title'), 'Note')
  await type(field(shown, 'Content'), 'Words')
  await type(field(shown, 'Place'), '2 2 3 3')
  await submit(shown)
  expect(lastOps(shown)).toEqual([{ k: 'markdown2', d: { view: 'markdown', box: '2 2 3 3', title: 'Note', content: 'Words' } }])
})

test('only what has been changed is written', async () => {
  const shown = await showEditor({ room: { view: 'chat', box: '1 1 1 1', title: 'Room', capacity: 5, data: {} } })
  await click(button(shown, 'Edit room'))
  await type(field(shown, 'Capacity'), '9')
  await submit(shown)
  expect(lastOps(shown)).toEqual([{ k: 'room capacity', v: 9 }])
})

test('a card can be deleted, but not one that the editor does not know', async () => {
  const shown = await showEditor({ room: { view: 'chat', box: '1 1 1 1', title: 'Room', data: {} }, f: { view: 'form', box: '1 1 1 1', items: [] } })
  expect(() => button(shown, 'Delete f')).toThrow()
  await click(button(shown, 'Delete room'))
  expect(lastOps(shown)).toEqual([{ k: 'room' }])
})

test('a layout belongs to the meta card, and every card finds a place in it', async () => {
  const shown = await showEditor({ m: { view: 'meta', box: '' }, room: { view: 'chat', box: 'sidebar', title: 'Room', data: {} } })
  await click(button(shown, 'Sidebar'))
  expect(lastOps(shown)).toMatchObject([{ k: 'm layouts', v: [{ breakpoint: 'xs' }] }, { k: 'e box', v: 'content' }])
})

test('a page without a meta card gets one', async () => {
  const shown = await showEditor()
  await click(button(shown, 'Three columns'))
  expect(lastOps(shown)).toMatchObject([{ k: 'meta', d: { view: 'meta', layouts: [{ breakpoint: 'xs' }] } }, { k: 'e box', v: 'middle' }])
})

test('numbers are numbers, or nothing', () => {
  expect([fromText('number', '5'), fromText('number', 'x'), fromText('number', ''), fromText('line', '5')]).toEqual([5, null, null, '5'])
})
