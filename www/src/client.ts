import { computed, signal } from '@preact/signals'
import type { Json, JsonObject } from './page/json.ts'
import { Page, type Op } from './page/page.ts'
import { noticeActions } from './notice_actions.ts'
import { Submission } from './submission.ts'
import { Toasts } from './toasts.ts'
import { touch } from './view/reactive.ts'
import * as frames from './wire/frames.ts'
import type { AppState, Notice } from './wire/notices.ts'
import type { Link, Listener, Loss, Socket } from './wire/socket.ts'

/** What there is to see: nothing yet, a page, or the news that there is none. */
export type Screen = 'waiting' | 'page' | 'not_found'

/** The window, as far as a client has to do with it. */
export interface Surroundings {
  /** Percent-encoded path of the page. */
  pathname(): string
  /** Location hash without `#`. */
  hash(): string
  setHash(hash: string): void
  reload(): void
  /** Leaves for another address, which takes the place of this one in the history. */
  replace(url: string): void
  /** Opens an address in a tab of its own. */
  openTab(url: string): void
}

type SubmitListener = (args: JsonObject) => void

const losses: Record<Loss, string> = {
  too_large: 'What you sent is more than the server takes, so it has not arrived.',
  offline: 'Your last action was lost with the connection. Please repeat it.',
}

/** This tab: the page on screen, and what the user does to it. */
export class Client implements Listener {
  readonly page = signal(new Page(touch))
  readonly screen = signal<Screen>('waiting')
  readonly link = signal<Link>({ state: 'connecting' })
  readonly app = signal<AppState>('up')
  readonly username = signal('')
  readonly editable = signal(false)
  /** The app has been told something and has not answered yet. */
  readonly busy = signal(false)
  readonly toasts = new Toasts()
  /** Is what the user does now heard at once? */
  readonly isLive = computed(() => this.link.value.state === 'live')

  readonly #submission = new Submission()
  readonly #surroundings: Surroundings
  readonly #submitListeners: SubmitListener[] = []
  #socket: Socket | undefined
  /** The page on screen is the past: what comes next begins a new one. */
  #stale = false

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings
  }

  /** Lives on this socket from now on. */
  attach(socket: Socket): void {
    this.#socket = socket
    socket.open()
  }

  /** Where this tab is, as the server is told. */
  location(): frames.Location {
    return { path: this.#path(), hash: this.#surroundings.hash() }
  }

  // What the user does.

  /** Notes the value of an argument; nothing is sent yet. */
  set(name: string, value: Json): void {
    this.#submission.set(name, value)
  }

  /** The value of an argument that has not been sent yet. */
  pending(name: string): Json | undefined {
    return this.#submission.get(name)
  }

  /** Names what the next push is about. */
  rename(name: string): void {
    this.#submission.rename(name)
  }

  /** Sends all arguments to the app. */
  push(): void {
    this.#query(this.#submission.take(this.#surroundings.hash()))
  }

  /** Notes an argument and sends all of them: a click. A name that begins with `#` goes to that hash instead. */
  submit(name: string, value: Json): void {
    if (name.startsWith('#')) return this.goToHash(name.slice(1))
    this.set(name, value)
    this.push()
  }

  /** Sends an event to the app, with all arguments. */
  emit(source: string, event: string, data: Json): void {
    this.#query(this.#submission.takeEvent({ source, event, data }, this.#surroundings.hash()))
  }

  /** Sets the location hash, which is submitted when it changes. */
  goToHash(hash: string): void {
    this.#surroundings.setHash(hash)
  }

  /** The location hash has changed. */
  hashChanged(): void {
    this.#query(this.#submission.takeHash(this.#surroundings.hash()))
  }

  openTab(url: string): void {
    this.#surroundings.openTab(url)
  }

  /** Edits the page directly; the server takes this only when it is editable. */
  edit(ops: readonly Op[]): void {
    this.#socket?.send(frames.patch(this.#path(), ops))
  }

  // What the page asks for.

  redirect(url: string): void {
    if (url.startsWith('#')) this.goToHash(url.slice(1))
    else this.#surroundings.replace(url)
  }

  /** Makes what is on screen a still picture. */
  disconnect(): void {
    this.#socket?.close()
  }

  // What the user asks of the connection.

  reconnect(): void {
    this.#socket?.hurry()
  }

  comeBack(): void {
    this.#socket?.comeBack()
  }

  // What the server says.

  onLink(link: Link): void {
    this.link.value = link
    if (link.state !== 'live') this.busy.value = false
  }

  onNotices(notices: Notice[]): void {
    this.busy.value = false
    for (const notice of notices) noticeActions[notice.kind]?.(this, notice as never)
  }

  onRenewed(): void {
    this.#stale = true
    this.#submission.clear()
  }

  onUnread(lines: string[]): void {
    this.busy.value = false
    console.error('The server said something that is not a message:', lines)
    this.toasts.add('error', 'A message from the server could not be read. What you see may be incomplete.')
  }

  onLoss(loss: Loss): void {
    this.toasts.add('error', losses[loss])
  }

  // What notices do; see notice_actions.ts.

  /** Shows a page. One that is the same page as before, only later, leaves alone what is half typed. */
  show(page: Page): void {
    if (this.screen.value === 'page' && !this.#stale) this.page.value.become(page)
    else this.page.value = page
    this.#stale = false
    this.screen.value = 'page'
  }

  apply(ops: readonly Op[]): void {
    if (this.#stale || this.screen.value !== 'page') this.show(new Page(touch))
    this.page.value.apply(ops)
  }

  clearArguments(): void {
    this.#submission.clear()
  }

  reload(): void {
    this.#surroundings.reload()
  }

  /** The app has gone, and with it the page: asks for the one there is now. What is on screen stays until it comes. */
  watchAgain(): void {
    this.#stale = true
    this.#socket?.watchAgain()
  }

  /** Tells of every submission, from now on. */
  onSubmit(listener: SubmitListener): void {
    this.#submitListeners.push(listener)
  }

  #query(args: JsonObject): void {
    for (const listener of this.#submitListeners) listener(args)
    if (this.#socket?.send(frames.query(this.#path(), args)) !== true) return this.onLoss('offline')
    this.busy.value = this.isLive.value
  }

  #path(): string {
    return frames.toAddress(this.#surroundings.pathname())
  }
}
