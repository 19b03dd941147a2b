import { isObject, type Json, type JsonObject } from '../page/json.ts'
import type { Op, PageJson } from '../page/page.ts'
import type { Position } from './marks.ts'

/** What a server says, one line each. */
export type Notice =
  | { kind: 'delta'; ops: Op[] }
  | { kind: 'page'; page: PageJson }
  | { kind: 'error'; code: string }
  | { kind: 'clear' }
  | { kind: 'reset' }
  | { kind: 'redirect'; url: string }
  | { kind: 'user'; username: string; editable: boolean }
  | { kind: 'hello'; client: string; key: string | undefined }
  | { kind: 'mark'; route: string; position: Position }
  | { kind: 'app'; state: AppNews }

/** How the app of a page stands. */
export type AppState = 'down' | 'up' | 'gone'

/** What is told of it: `new` is another app, or one that knows nothing of this tab. */
export type AppNews = AppState | 'new'

const appNews: ReadonlySet<Json> = new Set<AppNews>(['down', 'up', 'gone', 'new'])

type Reader = (value: Json, line: JsonObject) => Notice | undefined

const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '')

/** In the order in which a line is searched for its letter: the first one present counts. */
const readers: [letter: string, read: Reader][] = [
  ['d', (ops) => (Array.isArray(ops) ? { kind: 'delta', ops: ops.map(toOp) } : undefined)],
  ['p', (page) => (isObject(page) ? { kind: 'page', page: page as PageJson } : undefined)],
  ['e', (code) => ({ kind: 'error', code: text(code) })],
  ['c', () => ({ kind: 'clear' })],
  ['r', () => ({ kind: 'reset' })],
  ['u', (url) => (typeof url === 'string' ? { kind: 'redirect', url } : undefined)],
  ['m', (user) => (isObject(user) ? { kind: 'user', username: text(user['u']), editable: user['e'] === true } : undefined)],
  ['i', (client, line) => ({ kind: 'hello', client: text(client), key: text(line['k']) || undefined })],
  ['at', readMark],
  ['app', (state) => (appNews.has(state) ? { kind: 'app', state: state as AppNews } : undefined)],
]

/** A frame's lines that say something, and those that could not be understood. */
export interface Frame {
  notices: Notice[]
  unread: string[]
}

/** Reads a frame: lines of JSON joined by line feeds. */
export function readFrame(frame: string): Frame {
  const notices: Notice[] = []
  const unread: string[] = []
  for (const line of frame.split('\n')) {
    if (!line) continue
    const notice = readLine(line)
    if (notice) notices.push(notice)
    else unread.push(line)
  }
  return { notices, unread }
}

function readLine(line: string): Notice | undefined {
  const json = parse(line)
  if (!isObject(json)) return undefined
  for (const [letter, read] of readers) {
    const value = json[letter]
    if (value !== undefined && value !== null) return read(value, json)
  }
  return undefined
}

function parse(line: string): Json | undefined {
  try {
    return JSON.parse(line) as Json
  } catch {
    return undefined
  }
}

/** What is no op drops the page, as it does at the server; nothing but `null` gets through the server's checks. */
const toOp = (op: Json): Op => (isObject(op) ? (op as Op) : {})

function readMark(value: Json): Notice | undefined {
  const [route, epoch, revision] = Array.isArray(value) ? value : []
  if (typeof route !== 'string' || typeof epoch !== 'string' || typeof revision !== 'number') return undefined
  return { kind: 'mark', route, position: [epoch, revision] }
}
