import { toInteger, type Json } from '../json.ts'
import { Cursor, Fields, type Row } from '../row.ts'
import { declaredRows, dumpedFields, written, type Buffer, type BufferBody, type BufferJson } from './buffer.ts'

/** A list that reaches this many rows takes no more. */
const maxRows = 1_000_000

/** Rows without bound: appended at the end, room doubling as needed. */
export class ListBuf implements Buffer {
  readonly kind = 'l'
  readonly fields: Fields
  /** As long as the capacity; what lies behind the end is null. */
  #rows: Row[]
  /** Where the next row is appended. */
  #end: number

  constructor(body: BufferBody) {
    this.fields = new Fields(body.f)
    this.#rows = declaredRows(body)
    const given = Array.isArray(body.d) ? body.d.length : 0
    const end = body.i ?? given
    this.#end = end >= 0 && end <= given ? end : given
  }

  /** Sets the row with that index, counted from the end when negative; any other key appends. */
  set(key: string, value: Json): boolean {
    const index = this.#indexWithin(key, this.#end)
    if (index !== undefined) return this.#setAt(index, value)
    this.#append(value)
    return true
  }

  put(value: Json): boolean {
    if (!Array.isArray(value)) return false
    for (const row of value) this.#append(row)
    return value.length > 0
  }

  at(key: string): Cursor | undefined {
    if (toInteger(key) === undefined) return new Cursor(this.fields, this.#rows[this.#end] ?? null)
    const index = this.#indexWithin(key, this.#rows.length)
    return index === undefined ? undefined : new Cursor(this.fields, this.#rows[index] ?? null)
  }

  rows(): Json[][] {
    return written(this.#rows)
  }

  dump(): BufferJson {
    const body = { f: dumpedFields(this.fields), d: this.#rows, n: this.#rows.length }
    return { l: this.#end === body.n ? body : { ...body, i: this.#end } }
  }

  #indexWithin(key: string, end: number): number | undefined {
    const integer = toInteger(key)
    if (integer === undefined) return undefined
    const index = integer < 0 ? integer + end : integer
    return index >= 0 && index < this.#rows.length ? index : undefined
  }

  #append(value: Json): void {
    if (this.#end >= this.#rows.length && !this.#grow()) return
    this.#setAt(this.#end++, value)
  }

  #grow(): boolean {
    const capacity = this.#rows.length
    if (capacity >= maxRows) return false
    const spare = Math.min(capacity, maxRows - capacity)
    this.#rows = [...this.#rows.map((row) => (this.fields.fits(row) ? row : null)), ...new Array<Row>(spare).fill(null)]
    return true
  }

  #setAt(index: number, value: Json): boolean {
    if (value !== null && !this.fields.fits(value)) return false
    this.#rows[index] = value
    return true
  }
}
