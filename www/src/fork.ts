import type { Json, JsonObject } from './page/json.ts'
import type { Op } from './page/page.ts'

/** A place on the page that a script can write to. */
export interface Ref {
  get(key: string): Ref
  set(key: string, value: Json): void
}

/** A set of changes to the page, made by a script of the page and sent all at once. */
export class Fork implements Ref {
  #ops: Op[] = []

  constructor(private readonly send: (ops: readonly Op[]) => void) {}

  get(key: string): Ref {
    return {
      get: (inner) => this.get(`${key} ${inner}`),
      set: (inner, value) => this.set(`${key} ${inner}`, value),
    }
  }

  set(key: string, value: Json): void {
    this.#ops.push({ k: key, v: value })
  }

  /** Adds a card. */
  put(key: string, card: JsonObject): void {
    this.#ops.push({ k: key, d: card })
  }

  /** Deletes a card. */
  del(key: string): void {
    this.#ops.push({ k: key })
  }

  /** Deletes all cards. */
  drop(): void {
    this.#ops.push({})
  }

  push(): void {
    this.send(this.#ops)
    this.#ops = []
  }
}
