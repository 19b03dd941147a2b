import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Card } from '../../view/card.ts'
import { useClient } from '../../view/client_context.ts'
import { timesSet, useNode } from '../../view/reactive.ts'
import type { ChatbotCard } from '../../vocabulary/chatbot.ts'

export interface Draft {
  text: string
  type(text: string): void
  /** Submits a text, and begins a new one. */
  send(text: string): void
}

/** What the user is about to say: given by the app, changed by the user, pending either way. */
export function useDraft(card: Card): Draft {
  const client = useClient()
  const { name, value } = useNode(card.data) as unknown as ChatbotCard
  const setting = `${timesSet(card.data, 'value')} ${value ?? ''}`
  const current = useRef({ setting, text: value ?? '' })
  const [, redraw] = useState(0)
  if (current.current.setting !== setting) current.current = { setting, text: value ?? '' }

  useLayoutEffect(() => client.set(name, value ?? null), [client, name, setting])

  const write = (text: string): void => {
    current.current.text = text
    redraw((count) => count + 1)
  }
  return {
    text: current.current.text,
    type: (text) => {
      client.set(name, text)
      write(text)
    },
    send: (text) => {
      client.set(name, text)
      client.push()
      write('')
    },
  }
}
