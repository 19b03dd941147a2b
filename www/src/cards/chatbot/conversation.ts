import { useRef, useState } from 'preact/hooks'
import type { Json, JsonObject } from '../../page/json.ts'
import { toRecords } from '../../page/packed.ts'
import type { Card } from '../../view/card.ts'
import { useNode } from '../../view/reactive.ts'
import { useRows } from '../../view/rows.ts'

export interface Message {
  content: string
  fromUser: boolean
}

/** What is said, and what becomes of what the user says. */
export interface Conversation {
  messages: readonly Message[]
  /** How many of them were given afterwards, in front of the others. */
  older: number
  /** Shows at once what the user says; the app will say it again in its own time. */
  echo(text: string): void
}

const toMessage = ({ content, from_user }: JsonObject): Message => ({ content: String(content ?? ''), fromUser: Boolean(from_user) })

export function useConversation(card: Card): Conversation {
  const older = useOlder(useNode(card.data)['prev_items'])
  const { records, mark } = useGiven(card)
  const echoed = useRef<{ text: string; mark: string } | undefined>(undefined)
  const [, redraw] = useState(0)
  if (echoed.current && echoed.current.mark !== mark) echoed.current = undefined
  const own: Message[] = echoed.current ? [{ content: echoed.current.text, fromUser: true }] : []
  return {
    messages: [...older, ...records.map(toMessage), ...own],
    older: older.length,
    echo: (text) => {
      echoed.current = { text, mark }
      redraw((count) => count + 1)
    },
  }
}

/** Numbers rows, so that one that takes the place of another can be told from it. */
const rowIds = new WeakMap<object, number>()
let lastRowId = 0
function idOf(row: object): number {
  const id = rowIds.get(row) ?? ++lastRowId
  rowIds.set(row, id)
  return id
}

/**
 * The messages that the app has given, and a mark that is another one when there is a new one among them. A message that
 * grows while it is being generated is not new; in a full cyclic buffer a new one pushes the first one out.
 */
function useGiven(card: Card): { records: JsonObject[]; mark: string } {
  const records = useRows(useNode(card.data)['data'])
  const buffer = card.buffer('data')
  const [first] = buffer?.kind === 'c' ? buffer.rows() : []
  return { records, mark: `${records.length} ${first ? idOf(first) : ''}` }
}

/** Every list of older messages that the app gives goes in front of all there are. */
function useOlder(given: Json | undefined): readonly Message[] {
  const known = useRef<{ given: Json | undefined; messages: readonly Message[] }>({ given: undefined, messages: [] })
  if (given !== known.current.given) known.current = { given, messages: [...toRecords(given).map(toMessage), ...known.current.messages] }
  return known.current.messages
}
