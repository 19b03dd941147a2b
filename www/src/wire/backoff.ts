/** A number from 0 up to but not including 1. */
export type Random = () => number

const firstJitterMs = 250
const baseMs = 500
const maxMs = 30_000
/** A server that goes away takes all its tabs along: they do not all return in the same moment. */
const restartJitterMs = 2_000

/** How long to wait before each attempt to come back: at once the first time, then ever longer, never all together. */
export class Backoff {
  #attempts = 0

  constructor(private readonly random: Random = Math.random) {}

  /** Milliseconds until the next attempt. */
  next(): number {
    const attempt = this.#attempts++
    if (attempt === 0) return this.random() * firstJitterMs
    return this.random() * Math.min(maxMs, baseMs * 2 ** attempt)
  }

  /** Milliseconds until the next attempt, after a server that said it restarts. */
  nextAfterRestart(): number {
    return this.#attempts === 0 ? firstJitterMs + this.next() * (restartJitterMs / firstJitterMs) : this.next()
  }

  reset(): void {
    this.#attempts = 0
  }
}
