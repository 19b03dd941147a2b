import { useEffect, useRef, useState } from 'preact/hooks'
import type { Client } from '../client.ts'
import type { AppState } from '../wire/notices.ts'
import { useClient } from './client_context.ts'

/** What is said about the connection. */
interface Message {
  text: string
  tone: 'calm' | 'warning' | 'error'
  /** Something the user can do about it. */
  action?: { label: string; run: (client: Client) => void }
}

/** While all is well, nothing is said; nor while it takes no longer than a blink. */
const patienceMs = 600

/** How the connection stands, in words; nothing when it is live. */
export function Status() {
  const client = useClient()
  const now = useClock(client.link.value.state === 'waiting')
  const message = messageOf(client, now)
  const patient = usePatience(message !== undefined)
  const told = message && !(patient && message.tone === 'calm') ? message : undefined
  const isBack = useReturn(told !== undefined, client.isLive.value)
  const shown = told ?? (isBack ? live : undefined)
  if (!shown) return <div class="w-status" role="status" />
  const { text, tone, action } = shown
  return (
    <div class="w-status" role="status">
      <div class={`w-status-pill w-status-${tone}`}>
        <span class="w-status-dot" />
        {text}
        {action && (
          <button type="button" class="w-status-action" onClick={() => action.run(client)}>
            {action.label}
          </button>
        )}
      </div>
    </div>
  )
}

/** What to say. Nothing when there is nothing to be said. */
export function messageOf(client: Client, nowMs: number): Message | undefined {
  const link = client.link.value
  switch (link.state) {
    case 'connecting':
      return { text: 'Connecting…', tone: 'calm' }
    case 'catching_up':
      return { text: 'Catching up…', tone: 'calm' }
    case 'waiting':
      return waiting(Math.ceil((link.untilMs - nowMs) / 1000))
    case 'signed_out':
      return { text: 'Signed out', tone: 'error', action: { label: 'Sign in', run: (tab) => tab.reload() } }
    case 'taken_over':
      return { text: 'This page goes on in another tab', tone: 'warning', action: { label: 'Use it here', run: (tab) => tab.comeBack() } }
    case 'closed':
      return undefined
    case 'live':
      return appMessages[client.app.value]
  }
}

const appMessages: Record<AppState, Message | undefined> = {
  up: undefined,
  down: { text: 'The app is restarting…', tone: 'warning' },
  gone: { text: 'The app has stopped', tone: 'warning' },
}

const waiting = (seconds: number): Message => ({
  text: seconds > 0 ? `Reconnecting in ${seconds} s` : 'Reconnecting…',
  tone: seconds > 1 ? 'warning' : 'calm',
  ...(seconds > 1 && { action: { label: 'Now', run: (client) => client.reconnect() } }),
})

const live: Message = { text: 'Live', tone: 'calm' }
/** How long it is told that all is well again. */
const returnMs = 2_000

/** True for a moment after trouble that was told of is over. */
function useReturn(trouble: boolean, isLive: boolean): boolean {
  const [back, setBack] = useState(false)
  const was = useRef(false)
  useEffect(() => {
    const over = was.current && !trouble
    was.current = trouble
    setBack(over && isLive)
    if (!over) return
    const timer = setTimeout(() => setBack(false), returnMs)
    return () => clearTimeout(timer)
  }, [trouble])
  return back
}

/** The time, told every so often while it matters. */
function useClock(ticking: boolean): number {
  const [now, setNow] = useState(Date.now())
  useEffect(() => {
    if (!ticking) return
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), 250)
    return () => clearInterval(timer)
  }, [ticking])
  return now
}

/** True for a moment after something began. */
function usePatience(begun: boolean): boolean {
  const [over, setOver] = useState(false)
  useEffect(() => {
    setOver(false)
    if (!begun) return
    const timer = setTimeout(() => setOver(true), patienceMs)
    return () => clearTimeout(timer)
  }, [begun])
  return !over
}
