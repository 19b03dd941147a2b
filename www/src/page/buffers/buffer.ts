import type { Json } from '../json.ts'
import type { Cursor, Fields, Row } from '../row.ts'

/** The body of a buffer on the wire. Which members matter depends on the kind. */
export interface BufferBody {
  /** Field names. */
  f?: string[] | null
  /** Rows: by position, or by key in a map buffer. */
  d?: Row[] | Record<string, Json[]> | null
  /** Number of rows. */
  n?: number | null
  /** Cursor of a cyclic buffer, end cursor of a list. */
  i?: number | null
}

export type BufferKind = 'c' | 'f' | 'm' | 'l'

/** A buffer on the wire: its kind, and its body. */
export type BufferJson = { [kind in BufferKind]?: BufferBody | null }

/** A small table inside a card. */
export interface Buffer {
  readonly kind: BufferKind
  readonly fields: Fields
  /** Writes one row. False when nothing changed. */
  set(key: string, value: Json): boolean
  /** Writes the whole buffer. False when nothing changed. */
  put(value: Json): boolean
  /** The row that a path goes through. */
  at(key: string): Cursor | undefined
  /** The rows there are, in reading order; rows that nobody has written are left out. */
  rows(): Json[][]
  dump(): BufferJson
}

/** How many rows a buffer gets that is declared without any. */
export const defaultRowCount = 10

const isRow = (row: Row | undefined): row is Json[] => row !== null && row !== undefined

export const written = (rows: readonly Row[]): Json[][] => rows.filter(isRow)

/** The rows of a declaration: those given, else that many nulls. Rows given are taken as they are. */
export function declaredRows(body: BufferBody): Row[] {
  if (Array.isArray(body.d) && body.d.length > 0) return body.d
  const count = body.n && body.n > 0 ? body.n : defaultRowCount
  return new Array<Row>(count).fill(null)
}

/** On the wire, a buffer without fields says `null`. */
export const dumpedFields = (fields: Fields): string[] | null => (fields.names.length ? [...fields.names] : null)
