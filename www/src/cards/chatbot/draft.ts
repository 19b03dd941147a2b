import { useLayoutEffect } from 'preact/hooks'
import type { Card } from '../../view/card.ts'
import { useClient } from '../../view/client_context.ts'
import { useGiven } from '../../view/given.ts'
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
  const [text, write] = useGiven(setting, value ?? '')

  useLayoutEffect(() => client.set(name, value ?? null), [client, name, setting])

  return {
    text,
    type: (typed) => {
      client.set(name, typed)
      write(typed)
    },
    send: (said) => {
      client.set(name, said)
      client.push()
      write('')
    },
  }
}
