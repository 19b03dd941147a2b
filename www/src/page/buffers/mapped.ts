import { isObject, type Json } from '../json.ts'
import { Cursor, Fields } from '../row.ts'
import { dumpedFields, type Buffer, type BufferBody, type BufferJson } from './buffer.ts'

/** Rows by key. */
export class MapBuf implements Buffer {
  readonly kind = 'm'
  readonly fields: Fields
  #rows: Map<string, Json[]>

  constructor(body: BufferBody) {
    this.fields = new Fields(body.f)
    this.#rows = new Map(isObject(body.d) ? (Object.entries(body.d) as [string, Json[]][]) : [])
  }

  set(key: string, value: Json): boolean {
    if (value === null) return this.#rows.delete(key)
    if (!this.fields.fits(value)) return false
    this.#rows.set(key, value)
    return true
  }

  put(value: Json): boolean {
    if (!isObject(value)) return false
    this.#rows = new Map(Object.entries(value).filter((entry): entry is [string, Json[]] => this.fields.fits(entry[1])))
    return true
  }

  at(key: string): Cursor | undefined {
    const row = this.#rows.get(key)
    return row && new Cursor(this.fields, row)
  }

  /** In the order of their keys. */
  rows(): Json[][] {
    return this.entries().map(([, row]) => row)
  }

  /** Keys and rows, in the order of the keys. */
  entries(): [string, Json[]][] {
    return [...this.#rows].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  }

  dump(): BufferJson {
    return { m: { f: dumpedFields(this.fields), d: Object.fromEntries(this.#rows) } }
  }
}
