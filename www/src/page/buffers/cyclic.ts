import type { Json } from '../json.ts'
import { Cursor, Fields, type Row } from '../row.ts'
import { declaredRows, dumpedFields, written, type Buffer, type BufferBody, type BufferJson } from './buffer.ts'

/** So many rows; appending overwrites the oldest. */
export class CyclicBuf implements Buffer {
  readonly kind = 'c'
  readonly fields: Fields
  readonly #rows: Row[]
  /** The row that is written next. */
  #next: number

  constructor(body: BufferBody) {
    this.fields = new Fields(body.f)
    this.#rows = declaredRows(body)
    this.#next = Array.isArray(body.d) && body.d.length ? (body.i ?? 0) : 0
  }

  /** Appends, whatever the key. A value that does not fit leaves its row alone but takes its turn. */
  set(_key: string, value: Json): boolean {
    const inRange = this.#next >= 0 && this.#next < this.#rows.length
    if (inRange && (value === null || this.fields.fits(value))) this.#rows[this.#next] = value
    // From a declared cursor out of range the first append is lost.
    this.#next = inRange && this.#next + 1 < this.#rows.length ? this.#next + 1 : 0
    return true
  }

  put(value: Json): boolean {
    if (!Array.isArray(value)) return false
    for (const row of value) this.set('', row)
    return value.length > 0
  }

  at(_key: string): Cursor | undefined {
    return new Cursor(this.fields, this.#rows[this.#next] ?? null)
  }

  rows(): Json[][] {
    return written([...this.#rows.slice(this.#next), ...this.#rows.slice(0, this.#next)])
  }

  dump(): BufferJson {
    return { c: { f: dumpedFields(this.fields), d: this.#rows, n: this.#rows.length, i: this.#next } }
  }
}
