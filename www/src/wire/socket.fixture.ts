import type { Notice } from './notices.ts'
import type { Link, Listener, Loss } from './socket.ts'

/** A websocket whose other end is the test. */
export class FakeWebSocket {
  static readonly OPEN = 1
  static readonly all: FakeWebSocket[] = []
  static get last(): FakeWebSocket {
    const last = FakeWebSocket.all.at(-1)
    if (!last) throw new Error('No socket was opened.')
    return last
  }

  readyState = 0
  protocol = ''
  readonly sent: string[] = []
  onopen: (() => void) | null = null
  onmessage: ((event: { data: string }) => void) | null = null
  onclose: ((event: { code: number }) => void) | null = null

  constructor(
    readonly url: string,
    readonly asked?: string,
  ) {
    FakeWebSocket.all.push(this)
  }

  send(message: string): void {
    this.sent.push(message)
  }

  close(): void {
    this.readyState = 3
  }

  /** The server accepts, in the dialogue that was asked for unless it is a plain one. */
  accept(protocol = this.asked ?? ''): void {
    this.readyState = 1
    this.protocol = protocol
    this.onopen?.()
  }

  say(...lines: object[]): void {
    this.onmessage?.({ data: lines.map((line) => JSON.stringify(line)).join('\n') })
  }

  end(code = 1006): void {
    this.readyState = 3
    this.onclose?.({ code })
  }
}

/** Keeps what it hears. */
export class Ear implements Listener {
  readonly links: Link[] = []
  readonly notices: Notice[] = []
  readonly losses: Loss[] = []
  readonly unread: string[] = []
  renewals = 0
  onLink = (link: Link): void => void this.links.push(link)
  onNotices = (notices: Notice[]): void => void this.notices.push(...notices)
  onRenewed = (): void => void this.renewals++
  onUnread = (lines: string[]): void => void this.unread.push(...lines)
  onLoss = (loss: Loss): void => void this.losses.push(loss)
  get state(): string | undefined {
    return this.links.at(-1)?.state
  }
}
