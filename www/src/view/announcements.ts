import { signal } from '@preact/signals'

/** How long changes are gathered before readers of the screen are told of them: numbers may change many times a second. */
const pauseMs = 5000
/** Of how many changes they are told at once; of more, only the latest. */
const most = 5

/** What readers of the screen are told at the moment. */
export const announcement = signal('')

const waiting = new Map<string, string>()
let timer: ReturnType<typeof setTimeout> | undefined

/** Tells readers of the screen, in a while, that something has a new value. Of values in between they do not hear. */
export function announceChange(what: string, value: string): void {
  waiting.delete(what)
  waiting.set(what, value)
  timer ??= setTimeout(tell, pauseMs)
}

function tell(): void {
  timer = undefined
  announcement.value = [...waiting].slice(-most).map(([what, value]) => (what ? `${what}: ${value}` : value)).join('. ')
  waiting.clear()
}
