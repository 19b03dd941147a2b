import { Backoff, type Random } from './backoff.ts'
import { endingOf, type Ending } from './close.ts'
import { Dialogue, type Step } from './dialogue.ts'
import { subprotocol, type EarlySocket } from './early.ts'
import type { Location } from './frames.ts'
import { readFrame, type Notice } from './notices.ts'

/** What the user does while there is no connection is kept, up to this many messages. */
const maxUnsent = 32
/** How long a socket must have been up before its loss counts as the first one again. */
const settledMs = 5_000

/** The state of the connection, in one word and what belongs to it. */
export type Link =
  | { state: 'connecting' }
  | { state: 'catching_up' }
  | { state: 'live' }
  /** `untilMs`: when the next attempt will be made, as `Date.now()` counts. */
  | { state: 'waiting'; untilMs: number }
  | { state: 'signed_out' }
  | { state: 'taken_over' }
  | { state: 'closed' }

/** Why something the user did has not reached the server, and will not. */
export type Loss = 'too_large' | 'offline'

export interface Listener {
  onLink(link: Link): void
  /** All that one frame says. */
  onNotices(notices: Notice[]): void
  /** The page on screen belongs to the past; a new one will come. */
  onRenewed(): void
  /** Lines of a frame that could not be read. */
  onUnread(lines: string[]): void
  onLoss(loss: Loss): void
}

export interface SocketOptions {
  url: string
  location: () => Location
  listener: Listener
  random?: Random
  /** A socket that was opened before there was a client: the first one, if it is good for anything. */
  early?: EarlySocket | undefined
}

/** Keeps a connection to the server, come what may, and says honestly how it stands. */
export class Socket {
  readonly #url: string
  readonly #listener: Listener
  readonly #dialogue: Dialogue
  readonly #backoff: Backoff
  #early: EarlySocket | undefined
  #socket: WebSocket | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #unsent: string[] = []
  #openedMs = 0
  /** A server that has refused the subprotocol is a plain one; one that has accepted it is not asked again. */
  #speaks: 'unknown' | 'resumable' | 'plain' = 'unknown'

  constructor({ url, location, listener, random, early }: SocketOptions) {
    this.#url = url
    this.#listener = listener
    this.#dialogue = new Dialogue(location)
    this.#backoff = new Backoff(random)
    this.#early = early
  }

  open(): void {
    this.#listener.onLink({ state: 'connecting' })
    this.#connect(this.#speaks !== 'plain')
  }

  /** Sends a message, or keeps it until the connection is back. False when there is no room to keep it. */
  send(message: string): boolean {
    if (this.#socket?.readyState === WebSocket.OPEN && this.#dialogue.phase !== 'greeting') {
      this.#socket.send(message)
      return true
    }
    if (this.#unsent.length >= maxUnsent) return false
    this.#unsent.push(message)
    return true
  }

  /** Watches the location anew, to have the app draw its page again. */
  watchAgain(): void {
    this.#socket?.send(this.#dialogue.watchAgain())
  }

  /** Makes the next attempt now instead of later. */
  hurry(): void {
    if (this.#timer === undefined) return
    clearTimeout(this.#timer)
    this.#attempt()
  }

  /** Comes back as somebody new. */
  comeBack(): void {
    this.#drop()
    this.#dialogue.forget()
    this.open()
  }

  /** Ends the connection for good. */
  close(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#drop()
    this.#listener.onLink({ state: 'closed' })
  }

  #drop(): void {
    const socket = this.#socket
    this.#socket = undefined
    if (!socket) return
    socket.onopen = socket.onmessage = socket.onclose = null
    socket.close()
  }

  #connect(resumable: boolean): void {
    const { client } = this.#dialogue
    const url = !resumable && client ? `${this.#url}?client-id=${encodeURIComponent(client)}` : this.#url
    const early = resumable ? this.#takeEarly() : undefined
    const socket = early?.socket ?? (resumable ? new WebSocket(url, subprotocol) : new WebSocket(url))
    this.#socket = socket
    this.#openedMs = 0
    socket.onopen = () => this.#opened(socket)
    socket.onmessage = ({ data }) => this.#received(String(data))
    socket.onclose = ({ code }) => this.#closed(code, resumable)
    if (early?.said) this.#goOn(early)
  }

  /** The early socket, once, unless it has been lost by now. */
  #takeEarly(): EarlySocket | undefined {
    const early = this.#early
    this.#early = undefined
    return early && early.socket.readyState <= WebSocket.OPEN ? early : undefined
  }

  /** Hears what was said on a socket before we listened. */
  #goOn({ socket, said, frames }: EarlySocket): void {
    this.#opened(socket, said)
    for (const frame of frames.splice(0)) this.#received(frame)
  }

  #opened(socket: WebSocket, said?: string): void {
    const resumable = socket.protocol === subprotocol
    this.#speaks = resumable ? 'resumable' : 'plain'
    this.#openedMs = Date.now()
    const greeting = this.#dialogue.begin(resumable)
    if (greeting !== said) socket.send(greeting)
    this.#follow()
  }

  #received(frame: string): void {
    const { notices, unread } = readFrame(frame)
    const step = this.#dialogue.receive(notices)
    this.#perform(step)
    if (unread.length) this.#listener.onUnread(unread)
    if (step.notices.length) this.#listener.onNotices(step.notices)
    this.#follow()
  }

  #perform(step: Step): void {
    for (const message of step.send) this.#socket?.send(message)
    if (!step.renewed) return
    // What was meant for the old page would reach an app that has just begun anew.
    if (this.#unsent.splice(0).length) this.#listener.onLoss('offline')
    this.#listener.onRenewed()
  }

  /** Goes along with the dialogue: says how it stands, and sends what had to wait. */
  #follow(): void {
    const { phase } = this.#dialogue
    if (phase === 'greeting' || !this.#socket) return
    this.#listener.onLink({ state: phase })
    for (const message of this.#unsent.splice(0)) this.#socket.send(message)
  }

  #closed(code: number, resumable: boolean): void {
    const opened = this.#openedMs > 0
    this.#socket = undefined
    if (!opened && resumable && this.#speaks === 'unknown') {
      // Browsers refuse a server that does not answer the subprotocol, and do not say so: ask without it.
      this.#connect(false)
      return
    }
    if (opened && Date.now() - this.#openedMs >= settledMs) this.#backoff.reset()
    this.#leave(endingOf(code), opened)
  }

  #leave(ending: Ending, opened: boolean): void {
    if (ending === 'signed_out' || ending === 'taken_over') {
      this.#listener.onLink({ state: ending })
      return
    }
    if (ending === 'skip') this.#listener.onLoss('too_large')
    // A plain server forgets a client soon, and then has no page for it: better to begin anew.
    if (this.#speaks === 'plain' && !opened) this.#dialogue.forget()
    this.#wait(ending === 'restart' ? this.#backoff.nextAfterRestart() : this.#backoff.next())
  }

  #wait(delayMs: number): void {
    this.#listener.onLink({ state: 'waiting', untilMs: Date.now() + delayMs })
    this.#timer = setTimeout(() => this.#attempt(), delayMs)
  }

  #attempt(): void {
    this.#timer = undefined
    this.open()
  }
}
