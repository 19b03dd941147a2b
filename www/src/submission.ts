import type { Json, JsonObject } from './page/json.ts'

/** The key under which an app finds the location hash. */
const hashKey = '#'
/** The key under which an app finds what caused a submission. */
const nameKey = '__wave_submission_name__'
/** The key under which events travel. */
const eventsKey = ''

/** Something that happened, other than a change of an input. */
export interface Event {
  source: string
  event: string
  data: Json
}

/** What the user has entered and the app has not heard yet. Emptied by every push. */
export class Submission {
  #args: JsonObject = {}
  /** The last argument written: what the next push will be named after. */
  #name = ''

  set(name: string, value: Json): void {
    this.#args[name] = value
    this.#name = name
  }

  get(name: string): Json | undefined {
    return this.#args[name]
  }

  /** Names what the next push is about, without an argument of that name. */
  rename(name: string): void {
    this.#name = name
  }

  clear(): void {
    this.#args = {}
    this.#name = ''
  }

  /** Takes everything out, to be sent. The hash goes along as long as there is one. */
  take(hash: string): JsonObject {
    const args = this.#args
    if (hash) args[hashKey] = hash
    if (this.#name) args[nameKey] = this.#name
    this.clear()
    return args
  }

  /** Takes everything out, together with an event. */
  takeEvent({ source, event, data }: Event, hash: string): JsonObject {
    this.#args[eventsKey] = { [source]: { [event]: data } }
    this.#name = source
    return this.take(hash)
  }

  /** Takes everything out because the hash has changed. */
  takeHash(hash: string): JsonObject {
    if (hash) this.#name = hashKey
    return this.take(hash)
  }
}
