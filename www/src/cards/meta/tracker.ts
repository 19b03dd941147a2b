import type { Client } from '../../client.ts'
import type { JsonObject } from '../../page/json.ts'
import type { Tracker } from '../../vocabulary/page_assets.ts'
import { addScript } from './page_scripts.ts'

interface TagWindow {
  dataLayer?: unknown[]
}

const started = new Set<string>()

/** Reports each submission to Google's tag: the names of its arguments, never their values. */
export function startTracker({ type, id }: Tracker, client: Client): void {
  if (started.has(id)) return
  started.add(id)
  addScript({ path: `https://www.googletagmanager.com/gtag/js?id=${encodeURIComponent(id)}`, asynchronous: true })
  const { dataLayer = [] } = window as TagWindow
  Object.assign(window, { dataLayer })
  // The tag reads `arguments` objects, not arrays.
  const tag = function (..._words: unknown[]): void {
    dataLayer.push(arguments)
  }
  tag('js', new Date())
  tag('config', id)
  client.onSubmit((args) => tag('event', 'sync', { event_category: type, ...anonymous(args) }))
}

/** The names of the arguments that are set; of the values only the hash. */
export function anonymous(args: JsonObject): JsonObject {
  const set = Object.entries(args).filter(([, value]) => value)
  return Object.fromEntries(set.map(([name, value]) => [name, name === '#' ? value : true]))
}
