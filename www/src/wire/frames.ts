import type { JsonObject } from '../page/json.ts'
import type { Op } from '../page/page.ts'
import type { Position } from './marks.ts'

/** What a browser says, one text message each: `<type> <address> <data>`. */

/** Where a tab is: what it watches, and asks the app for. */
export interface Location {
  /** As `toAddress` makes it. */
  path: string
  /** Location hash without `#`, or nothing. */
  hash: string
}

/** Watches a route. */
export const watch = (at: Location): string => `+ ${at.path} ${at.hash}`

/** Sends what the user did to the app at a route. */
export const query = (path: string, args: JsonObject): string => `@ ${path} ${JSON.stringify(args)}`

/** Edits the page at a route. */
export const patch = (path: string, ops: readonly Op[]): string => `* ${path} ${JSON.stringify({ d: ops })}`

/** Asks to go on where the last socket stopped. */
export interface Resume {
  client: string
  key: string
  marks: Readonly<Record<string, Position>>
  at: Location
}

export const resume = ({ client, key, marks, at }: Resume): string =>
  `^ ${client} ${JSON.stringify({ k: key, at: marks, path: at.path, hash: at.hash })}`

/** The address of a path: readable, but for the two characters that mean something in a frame or to its reader. */
export function toAddress(pathname: string): string {
  try {
    return decodeURIComponent(pathname).replaceAll('%', '%25').replaceAll(' ', '%20')
  } catch {
    // Not valid percent-encoding, so there is nothing to decode.
    return pathname
  }
}
