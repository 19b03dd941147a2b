import { toIndex, type Json } from '../json.ts'
import { Cursor, Fields, type Row } from '../row.ts'
import { declaredRows, dumpedFields, written, type Buffer, type BufferBody, type BufferJson } from './buffer.ts'

/** So many rows, set by index. */
export class FixedBuf implements Buffer {
  readonly kind = 'f'
  readonly fields: Fields
  readonly #rows: Row[]

  constructor(body: BufferBody) {
    this.fields = new Fields(body.f)
    this.#rows = declaredRows(body)
  }

  set(key: string, value: Json): boolean {
    const index = toIndex(key, this.#rows.length)
    return index !== undefined && this.#setAt(index, value)
  }

  put(value: Json): boolean {
    if (!Array.isArray(value) || value.length !== this.#rows.length) return false
    return value.map((row, index) => this.#setAt(index, row)).includes(true)
  }

  at(key: string): Cursor | undefined {
    const index = toIndex(key, this.#rows.length)
    return index === undefined ? undefined : new Cursor(this.fields, this.#rows[index] ?? null)
  }

  rows(): Json[][] {
    return written(this.#rows)
  }

  dump(): BufferJson {
    return { f: { f: dumpedFields(this.fields), d: this.#rows, n: this.#rows.length } }
  }

  #setAt(index: number, value: Json): boolean {
    if (value !== null && !this.fields.fits(value)) return false
    this.#rows[index] = value
    return true
  }
}
