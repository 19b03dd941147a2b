import { act } from 'preact/test-utils'
import { expect, test } from 'vitest'
import type { JsonObject } from '../../page/json.ts'
import { click, press, showPage, type, type Shown } from '../../testing/tab.tsx'

const rows = [['Hello', true], ['Hi', false]] as [string, boolean][]

interface Chat extends Shown {
  said: () => (string | undefined)[]
  box: () => HTMLElement
}

/** A chatbot card called `bot`, with a list of messages. */
async function showChat(attributes: JsonObject = {}, kind: 'c' | 'l' = 'l'): Promise<Chat> {
  const shown = await showPage({ bot: { view: 'chatbot', box: '1 1 1 1', name: 'chat', ...attributes } })
  await shown.apply({ k: 'bot data', [kind]: { f: ['content', 'from_user'], n: rows.length, d: rows } })
  const said = (): (string | undefined)[] => [...shown.find('bot').querySelectorAll('.w-bubble')].map((message) => message.querySelector('.w-said')?.textContent ?? undefined)
  return { ...shown, said, box: () => shown.find('bot').querySelector('[role=log]') as HTMLElement }
}

/** Makes the box as high as it would be on a screen, and scrolls. */
async function scroll(box: HTMLElement, top: number, height = 500): Promise<void> {
  Object.defineProperty(box, 'scrollHeight', { value: height, configurable: true })
  Object.defineProperty(box, 'clientHeight', { value: 100, configurable: true })
  await act(() => {
    box.scrollTop = top
    box.dispatchEvent(new Event('scroll'))
  })
}

test('messages are shown as they come, and grow', async () => {
  const { said, apply } = await showChat()
  expect(said()).toEqual(['Hello', 'Hi'])
  await apply({ k: 'bot data __append__', v: ['Well', false] })
  await apply({ k: 'bot data -1', v: ['Well then', false] })
  expect(said()).toEqual(['Hello', 'Hi', 'Well then'])
})

test('Enter sends, shows the message at once and empties the box; Shift+Enter does not', async () => {
  const { find, said, lastArgs, client } = await showChat()
  await type(find('chat'), 'How are you')
  await act(() => void find('chat').dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', shiftKey: true, bubbles: true })))
  expect(lastArgs()).toBeUndefined()
  await press(find('chat'), 'Enter')
  expect(lastArgs()).toEqual({ chat: 'How are you', __wave_submission_name__: 'chat' })
  expect(said()).toEqual(['Hello', 'Hi', 'How are you'])
  expect(find<HTMLTextAreaElement>('chat').value).toBe('')
  expect(client.pending('chat')).toBeUndefined()
})

test.each(['c', 'l'] as const)('what the user said is not shown twice when the app says it again (%s)', async (kind) => {
  const { find, said, apply } = await showChat({}, kind)
  await type(find('chat'), 'Question')
  await press(find('chat'), 'Enter')
  await apply({ k: 'bot generating', v: true })
  expect(said().filter((text) => text === 'Question')).toEqual(['Question'])
  await apply({ k: 'bot data __append__', v: ['Question', true] })
  expect(said().filter((text) => text === 'Question')).toEqual(['Question'])
})

test('blank text is not sent, nor anything while disabled', async () => {
  const { find, query, lastArgs, apply } = await showChat()
  await type(find('chat'), '  ')
  await press(find('chat'), 'Enter')
  expect(query<HTMLButtonElement>('[aria-label=Send]')?.disabled).toBe(true)
  await type(find('chat'), 'x')
  expect(query<HTMLButtonElement>('[aria-label=Send]')?.disabled).toBe(false)
  await apply({ k: 'bot disabled', v: true })
  await press(find('chat'), 'Enter')
  expect(lastArgs()).toBeUndefined()
})

test('while an answer is written, the button waits but Enter does not', async () => {
  const { find, query, lastArgs } = await showChat({ generating: true, events: ['stop'] })
  await type(find('chat'), 'x')
  expect(query<HTMLButtonElement>('[aria-label=Send]')?.disabled).toBe(true)
  await press(find('chat'), 'Enter')
  expect(lastArgs()).toMatchObject({ chat: 'x' })
  await click(query('.w-chat-stop') as HTMLElement)
  expect(lastArgs()).toEqual({ '': { chat: { stop: true } }, __wave_submission_name__: 'chat' })
})

test('the app presets what the user would say, and that is pending', async () => {
  const { find, client, apply } = await showChat({ value: 'Tell me' })
  expect(find<HTMLTextAreaElement>('chat').value).toBe('Tell me')
  expect(client.pending('chat')).toBe('Tell me')
  await type(find('chat'), 'Tell me more')
  await apply({ k: 'bot value', v: 'Tell me' })
  expect(client.pending('chat')).toBe('Tell me')
  expect((await showChat()).client.pending('chat')).toBe(null)
})

test('answers can be judged, and suggestions taken', async () => {
  const suggestions = [{ name: 's', label: 'Poem', caption: 'Of the sea', icon: 'Edit' }]
  const { find, query, lastArgs } = await showChat({ events: ['feedback', 'suggestion'], suggestions })
  await click(query('[aria-label="Bad answer"]') as HTMLElement)
  expect(lastArgs()).toMatchObject({ '': { chat: { feedback: { message: 'Hi', positive: false } } } })
  expect(query('[aria-label="Bad answer"]')?.getAttribute('aria-pressed')).toBe('true')
  await click(find('s'))
  expect(lastArgs()).toMatchObject({ '': { chat: { suggestion: 's' } } })
})

test('nobody is asked who did not want to hear', async () => {
  const { query } = await showChat({ generating: true })
  expect([query('.w-thumbs'), query('.w-chat-stop')]).toEqual([null, null])
})

test('older messages are asked for once, and come in front', async () => {
  const { query, said, apply, box, socket } = await showChat({ events: ['scroll_up'] })
  await scroll(box(), 200)
  await scroll(box(), 0)
  await scroll(box(), 0)
  expect(socket.sent.filter((message) => message.includes('scroll_up'))).toHaveLength(1)
  expect(query('.w-chat-spinner')).not.toBeNull()
  await apply({ k: 'bot prev_items', v: [{ content: 'Before', from_user: true }] })
  expect(said()).toEqual(['Before', 'Hello', 'Hi'])
  expect(query('.w-chat-spinner')).toBeNull()
  await scroll(box(), 0)
  await apply({ k: 'bot prev_items', v: [] })
  expect(query('.w-chat-spinner')).toBeNull()
  expect(said()).toEqual(['Before', 'Hello', 'Hi'])
})

test('the end stays in view, unless the user has gone back from it', async () => {
  const { query, apply, box } = await showChat()
  await scroll(box(), 400)
  await scroll(box(), 150)
  await apply({ k: 'bot data __append__', v: ['More', false] })
  expect(box().scrollTop).toBe(150)
  await click(query('[aria-label="To the latest message"]') as HTMLElement)
  expect(box().scrollTop).toBe(500)
  expect(query('[aria-label="To the latest message"]')).toBeNull()
})

test('what is said is told to those who cannot see it, once it is finished', async () => {
  const { box, apply } = await showChat({ generating: true })
  expect(box().getAttribute('aria-busy')).toBe('true')
  await apply({ k: 'bot generating', v: false })
  expect(box().getAttribute('aria-busy')).toBe('false')
})
