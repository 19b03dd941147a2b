import { resume, watch, type Location } from './frames.ts'
import { Marks } from './marks.ts'
import type { Notice } from './notices.ts'

/** How far a socket has come: nothing heard yet; the missed changes are on their way; up to date. */
export type Phase = 'greeting' | 'catching_up' | 'live'

/** What follows from what the server said. */
export interface Step {
  /** To be sent, in this order. */
  send: string[]
  /** For the tab to act on. */
  notices: Notice[]
  /** The server knows us as somebody new: what is on screen is the past, and a new page will come. */
  renewed: boolean
}

/**
 * This tab's side of the talk with the server, over one socket after the other.
 *
 * Resumable (`docs/protocol.md`, rules R): a new socket goes on where the last one stopped, change by change. Plain: a
 * new socket may go on as the same client, but what was said in between may be lost.
 */
export class Dialogue {
  phase: Phase = 'greeting'
  #client = ''
  #key = ''
  /** Has any server ever told us who we are? */
  #greeted = false
  /** Did we ask to go on where we stopped? */
  #resuming = false
  readonly #marks = new Marks()
  /** Routes whose missed changes are still on their way. */
  readonly #awaited = new Set<string>()

  constructor(private readonly location: () => Location) {}

  /** The client id to name in the address of a plain socket, to be recognised by. */
  get client(): string {
    return this.#client
  }

  /** Begins on a fresh socket. Returns what to say first. */
  begin(resumable: boolean): string {
    this.#awaited.clear()
    // Without a mark nothing was seen that could be gone on with.
    this.#resuming = resumable && this.#key !== '' && this.#marks.routes().length > 0
    if (!this.#resuming) {
      // A plain server may have nothing to say to somebody it knows.
      this.phase = resumable ? 'greeting' : 'live'
      return watch(this.location())
    }
    this.phase = 'greeting'
    return resume({ client: this.#client, key: this.#key, marks: this.#marks.toJson(), at: this.location() })
  }

  /** Watches anew, for instance because the app has come back. */
  watchAgain(): string {
    return watch(this.location())
  }

  /** Forgets who we are: the next socket begins as somebody new. */
  forget(): void {
    this.#client = this.#key = ''
    this.#marks.clear()
  }

  /** Takes what the server said in one frame. */
  receive(notices: readonly Notice[]): Step {
    const step: Step = { send: [], notices: [], renewed: false }
    for (const notice of notices) {
      if (notice.kind === 'hello') this.#greet(notice.client, notice.key, step)
      else if (notice.kind === 'mark') this.#note(notice, step)
      else step.notices.push(notice)
    }
    return step
  }

  #greet(client: string, key: string | undefined, step: Step): void {
    const known = this.#client === client
    const first = !this.#greeted
    this.#greeted = true
    this.#client = client
    this.#key = key ?? ''
    if (known) return this.#catchUp()
    if (!first) {
      step.renewed = true
      this.#marks.clear()
      if (this.#resuming) step.send.push(this.watchAgain())
    }
    this.phase = 'live'
  }

  #catchUp(): void {
    for (const route of this.#marks.routes()) this.#awaited.add(route)
    this.phase = this.#awaited.size ? 'catching_up' : 'live'
  }

  #note({ route, position }: Extract<Notice, { kind: 'mark' }>, step: Step): void {
    if (!this.#marks.note(route, position)) {
      this.#marks.clear()
      step.send.push(this.watchAgain())
    }
    this.#awaited.delete(route)
    if (this.phase === 'catching_up' && !this.#awaited.size) this.phase = 'live'
  }
}
