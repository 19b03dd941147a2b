import { toIndex, type Json } from './json.ts'

/** One line of a buffer: a cell per field. `null` is a line that nobody has written yet. */
export type Row = Json[] | null

/** The field names of a buffer, kept once for all its rows. */
export class Fields {
  readonly names: readonly string[]
  readonly #places: ReadonlyMap<string, number>

  constructor(names: readonly string[] | null | undefined) {
    this.names = names ?? []
    // Of two fields with one name the later one counts.
    this.#places = new Map(this.names.map((name, place) => [name, place]))
  }

  /** Is this value a row of these fields? */
  fits(value: unknown): value is Json[] {
    return Array.isArray(value) && value.length === this.names.length
  }

  /** Where in a row a cell lies, by field name or else by number. */
  placeOf(segment: string, row: readonly Json[]): number | undefined {
    const place = this.#places.get(segment)
    if (place === undefined) return toIndex(segment, row.length)
    return place < row.length ? place : undefined
  }

  /** The row as a record: cells by field name. */
  record(row: readonly Json[]): Record<string, Json> {
    const record: Record<string, Json> = {}
    this.names.forEach((name, place) => (record[name] = row[place] ?? null))
    return record
  }
}

/** Points at one row of a buffer, so that a path can go on into its cells. */
export class Cursor {
  constructor(
    readonly fields: Fields,
    readonly row: Row,
  ) {}

  get(segment: string): Json | undefined {
    const place = this.#place(segment)
    return place === undefined ? undefined : this.row?.[place]
  }

  /** Writes a cell. False when there is no such cell. */
  set(segment: string, value: Json): boolean {
    const place = this.#place(segment)
    if (place === undefined || !this.row) return false
    this.row[place] = value
    return true
  }

  #place(segment: string): number | undefined {
    return this.row ? this.fields.placeOf(segment, this.row) : undefined
  }
}
