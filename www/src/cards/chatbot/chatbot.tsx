import '../../components/button/button.css'
import './chatbot.css'
import { useCallback, useState } from 'preact/hooks'
import type { Json } from '../../page/json.ts'
import type { CardProps, CardView } from '../../view/card.ts'
import { useClient } from '../../view/client_context.ts'
import { Icon } from '../../view/icon.tsx'
import { useNode } from '../../view/reactive.ts'
import type { ChatSuggestion, ChatbotCard } from '../../vocabulary/chatbot.ts'
import { Composer } from './composer.tsx'
import { useConversation } from './conversation.ts'
import { useDraft } from './draft.ts'
import { useFollow } from '../shared/follow.ts'
import { MessageView } from './message.tsx'

type ChatEvent = 'feedback' | 'scroll_up' | 'stop' | 'suggestion'
/** Older messages are not part of a new card: the app sets them when it is asked for them. */
interface Model extends ChatbotCard {
  prev_items?: Json
}

type Emit = (event: ChatEvent, data: Json) => void

const defaultPlaceholder = 'Type your message'

/** A conversation with an app. */
function ChatbotCardView({ card }: CardProps) {
  const client = useClient()
  const model = useNode(card.data) as unknown as Model
  const { name, placeholder, generating = false, suggestions, disabled = false, events = [] } = model
  const { messages, older, echo } = useConversation(card)
  const draft = useDraft(card)
  const emit: Emit = useCallback((event, data) => client.emit(name, event, data), [client, name])
  const history = useHistory(model, emit)
  const follow = useFollow(older, history.ask)
  const judge = useCallback((message: string, positive: boolean) => emit('feedback', { message, positive }), [emit])
  const send = (): void => {
    const { text } = draft
    if (!text.trim() || disabled) return
    echo(text)
    draft.send(text)
    follow.toEnd()
  }
  return (
    <div class="w-chat">
      <div class="w-chat-view">
        <div ref={follow.box} class="w-chat-box" role="log" aria-label="Conversation" aria-busy={generating} tabIndex={0} onScroll={follow.onScroll}>
          <div ref={follow.content} class="w-chat-content">
            {history.isAwaited && <span class="w-spinner w-chat-spinner" />}
            {messages.map(({ content, fromUser }, place) => (
              // Counted from the first one that is not older, so that each stays itself when older ones come.
              <MessageView key={place - older} content={content} fromUser={fromUser} onJudge={!fromUser && events.includes('feedback') ? judge : undefined} />
            ))}
            {generating && messages.at(-1)?.fromUser !== false && <Thinking />}
            <Suggestions suggestions={suggestions} onChoose={events.includes('suggestion') ? emit : undefined} />
          </div>
        </div>
        {follow.away && (
          <button type="button" class="w-icon-button w-chat-end" aria-label="To the latest message" onClick={follow.toEnd}>
            <Icon name="Down" />
          </button>
        )}
      </div>
      {generating && events.includes('stop') && (
        <button type="button" class="w-button w-chat-stop" onClick={() => emit('stop', true)}>
          <Icon name="Stop" /> Stop generating
        </button>
      )}
      <Composer draft={draft} name={name} placeholder={placeholder ?? defaultPlaceholder} disabled={disabled} generating={generating} onSend={send} />
    </div>
  )
}

/** Asks the app for older messages, one request at a time. */
function useHistory({ events = [], prev_items }: Model, emit: Emit): { ask: () => void; isAwaited: boolean } {
  /** What there was when the app was asked. */
  const [asked, setAsked] = useState<{ before: Json | undefined } | undefined>()
  const isAwaited = asked !== undefined && asked.before === prev_items
  const ask = (): void => {
    if (isAwaited || !events.includes('scroll_up')) return
    setAsked({ before: prev_items })
    emit('scroll_up', true)
  }
  return { ask, isAwaited }
}

const Thinking = () => (
  <div class="w-bubble w-bubble-bot w-thinking" aria-label="An answer is being written">
    <span />
    <span />
    <span />
  </div>
)

function Suggestions({ suggestions, onChoose }: { suggestions: ChatSuggestion[] | undefined; onChoose: Emit | undefined }) {
  if (!suggestions?.length) return null
  return (
    <div class="w-suggestions">
      {suggestions.map(({ name, label, caption, icon }) => (
        <button key={name} type="button" class="w-suggestion" data-test={name} disabled={!onChoose} onClick={() => onChoose?.('suggestion', name)}>
          {icon && <Icon name={icon} />}
          <span>
            <strong>{label}</strong>
            {caption && <small>{caption}</small>}
          </span>
        </button>
      ))}
    </div>
  )
}

export const views: Record<'chatbot', CardView> = { chatbot: ChatbotCardView }
