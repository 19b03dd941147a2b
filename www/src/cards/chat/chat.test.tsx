import { expect, test } from 'vitest'
import type { JsonObject } from '../../page/json.ts'
import { press, showPage, type, type Shown } from '../../testing/tab.tsx'

const message = (user: string, text: string): string => JSON.stringify({ u: user, m: text })
const data = { '2024-01-02T00:00:00.000Z': message('bob', 'Second'), '2024-01-01T00:00:00.000Z': message('ann', 'First'), junk: 'no json' }

const showRoom = (card: JsonObject = {}): Promise<Shown> => showPage({ room: { view: 'chat', box: '1 1 1 1', title: 'Room', data, ...card } })

const field = ({ query }: Shown): HTMLTextAreaElement => query<HTMLTextAreaElement>('.w-room-composer') as HTMLTextAreaElement

/** The changes of the page that were sent last. */
const lastOps = ({ socket }: Shown): JsonObject[] => {
  const sent = socket.sent.findLast((frame) => frame.startsWith('* ')) ?? '* /demo {"d":[]}'
  return (JSON.parse(sent.split(' ').slice(2).join(' ')) as { d: JsonObject[] }).d
}

test('messages stand in the order of their times', async () => {
  const { find } = await showRoom()
  expect([...find('room').querySelectorAll('.w-room-said')].map((said) => [said.querySelector('strong')?.textContent, said.querySelector('span')?.textContent])).toEqual([
    ['ann', 'First'],
    ['bob', 'Second'],
  ])
})

test('where the page cannot be edited one can only listen', async () => {
  expect(field(await showRoom()).disabled).toBe(true)
})

test('what a user says becomes part of the page, and the oldest goes when the room is full', async () => {
  const shown = await showRoom({ capacity: 3, data: { ...data, junk: message('cid', 'Third') } })
  shown.client.editable.value = true
  shown.client.username.value = 'dee'
  await shown.apply({ k: 'room title', v: 'Open' })
  await type(field(shown), 'Hello')
  await press(field(shown), 'Enter')
  const [said, removed] = lastOps(shown)
  expect(said?.['k']).toMatch(/^room data \d{4}-\d\d-\d\dT[\d:.]+Z$/)
  expect(JSON.parse(String(said?.['v']))).toEqual({ u: 'dee', m: 'Hello' })
  expect(removed).toEqual({ k: 'room data 2024-01-01T00:00:00.000Z', v: null })
  expect(field(shown).value).toBe('')
})

test('the first message makes room for itself', async () => {
  const shown = await showRoom({ data: null })
  shown.client.editable.value = true
  await shown.apply({ k: 'room title', v: 'Open' })
  await type(field(shown), 'Hello')
  await press(field(shown), 'Enter')
  expect(lastOps(shown)[0]).toEqual({ k: 'room data', v: {} })
})
