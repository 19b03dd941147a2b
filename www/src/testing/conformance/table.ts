import type { Json, JsonObject } from '../../page/json.ts'
import type { Shown } from '../tab.tsx'
import type { Kind } from './vocabulary.ts'

/** What somebody sees who looks at the page. */
export type Sight = (shown: Shown) => unknown

/** An attribute that shows: a value for it, and what is to be seen then and only then. */
export interface Visible {
  value: Json
  seen: Sight
  /** What else the subject has to say for this to be seen. */
  given?: JsonObject
  /** What the user does before looking, such as opening a list. */
  first?: (shown: Shown) => Promise<unknown>
  /** Why it cannot be taken back by setting it to nothing. */
  stays?: string
}

/** An attribute that rightly shows nothing, and why. */
export interface Invisible {
  unseen: string
}

export type Rows = Readonly<Record<string, Visible | Invisible>>

/** Everything about one card, component or part. */
export interface Table {
  kind: Kind
  name: string
  /** What the subject says whatever is tested. */
  base: JsonObject
  rows: Rows
  /** The cards of the page that the subject is on. */
  page: (subject: JsonObject) => Record<string, JsonObject>
  /** Where on the page the subject is. */
  path: string
}

/** A component in a form called `form`. */
export const component = (name: string, base: JsonObject, rows: Rows): Table => ({
  kind: 'components',
  name,
  base,
  rows,
  page: (subject) => ({ form: { view: 'form', box: '1 1 4 4', items: [{ [name]: subject }] } }),
  path: `form items 0 ${name}`,
})

/** A card called `card`. */
export const card = (name: string, base: JsonObject, rows: Rows): Table => ({
  kind: 'cards',
  name,
  base,
  rows,
  page: (subject) => ({ card: { view: name, box: '1 1 4 4', ...subject } }),
  path: 'card',
})

/** A part of a component: `list` is the attribute that holds it. */
export const partOf = (host: string, list: string, name: string, base: JsonObject, rows: Rows, rest: JsonObject = {}): Table => ({
  kind: 'parts',
  name,
  base,
  rows,
  page: (subject) => ({ form: { view: 'form', box: '1 1 4 4', items: [{ [host]: { name: 'host', ...rest, [list]: [subject] } }] } }),
  path: `form items 0 ${host} ${list} 0`,
})

/** A part of a card, in a list of it. */
export const partOfCard = (view: string, list: string, name: string, base: JsonObject, rows: Rows, rest: JsonObject = {}): Table => ({
  kind: 'parts',
  name,
  base,
  rows,
  page: (subject) => ({ card: { view, box: '1 1 4 4', ...rest, [list]: [subject] } }),
  path: `card ${list} 0`,
})
