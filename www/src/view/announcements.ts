import { signal } from '@preact/signals'

/** How long changes are gathered before readers of the screen are told of them: numbers may change many times a second. */
const pauseMs = 5000
/** Of how many changes they are told at once; of more, only the latest. */
const most = 5

/** What readers of the screen are told at the moment. */
export const announcement = signal('')

/** By what has changed: two things may have the same name. The latest come last. */
const waiting = new Map<number, string>()
let timer: ReturnType<typeof setTimeout> | undefined

/** Tells readers of the screen, in a while, that the card with an id has a new value. Of values in between they do not hear. */
export function announceChange(id: number, what: string, value: string): void {
  waiting.delete(id)
  waiting.set(id, what ? `${what}: ${value}` : value)
  for (const oldest of waiting.keys()) if (waiting.size > most) waiting.delete(oldest)
  timer ??= setTimeout(tell, pauseMs)
}

function tell(): void {
  timer = undefined
  announcement.value = [...waiting.values()].join('. ')
  waiting.clear()
}
