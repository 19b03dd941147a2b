import '../card_body.css'
import './chat.css'
import { useState } from 'preact/hooks'
import type { CardProps, CardView } from '../../view/card.ts'
import { useClient } from '../../view/client_context.ts'
import { useNode } from '../../view/reactive.ts'
import type { ChatCard } from '../../vocabulary/collaboration.ts'
import { leave, useEntries, type Entry } from '../shared/entries.ts'
import { useFollow } from '../shared/follow.ts'

const defaultCapacity = 50
const clock = new Intl.DateTimeFormat(undefined, { dateStyle: 'short', timeStyle: 'short' })

/** A room in which users talk to one another. Nothing of it goes to an app. */
function ChatCardView({ card }: CardProps) {
  const client = useClient()
  const { title, capacity = defaultCapacity } = useNode(card.data) as unknown as ChatCard
  const entries = useEntries(card)
  const follow = useFollow(0, () => {})
  const say = (text: string): void => {
    const obsolete = entries.slice(0, Math.max(0, entries.length + 1 - capacity)).map(({ time }) => time)
    leave(client, card, { u: client.username.value, m: text }, obsolete)
    follow.toEnd()
  }
  return (
    <div class="w-card-body w-room">
      {title && <h2 class="w-title">{title}</h2>}
      <div ref={follow.box} class="w-room-box" role="log" aria-label={title} tabIndex={0} onScroll={follow.onScroll}>
        <div ref={follow.content}>
          {entries.map((entry) => (
            <Said key={entry.time} entry={entry} />
          ))}
        </div>
      </div>
      <Composer onSay={say} disabled={!client.editable.value} />
    </div>
  )
}

function Said({ entry: { time, said } }: { entry: Entry }) {
  const when = new Date(time)
  return (
    <p class="w-room-said">
      <strong>{String(said['u'] ?? '')}</strong>{' '}
      {!Number.isNaN(when.getTime()) && <time dateTime={time}>{clock.format(when)}</time>}
      <span>{String(said['m'] ?? '')}</span>
    </p>
  )
}

function Composer({ onSay, disabled }: { onSay: (text: string) => void; disabled: boolean }) {
  const [text, setText] = useState('')
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    if (!text.trim()) return
    onSay(text)
    setText('')
  }
  return (
    <textarea
      class="w-room-composer"
      rows={2}
      value={text}
      disabled={disabled}
      aria-label="Message"
      placeholder={disabled ? 'This page cannot be edited here' : 'Send a message'}
      onInput={({ currentTarget }) => setText(currentTarget.value)}
      onKeyDown={onKey}
    />
  )
}

export const views: Record<'chat', CardView> = { chat: ChatCardView }
