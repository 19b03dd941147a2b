/** The rows behind a plot, read by column. */
export interface Table {
  readonly fields: readonly string[]
  readonly length: number
  /** The cells of a field, or undefined when the rows have no such field. */
  column(field: string): readonly unknown[] | undefined
}

/** Rows as a buffer keeps them: cells in the order of the fields. */
export function tableOfRows(fields: readonly string[], rows: readonly (readonly unknown[])[]): Table {
  return cached(fields, rows.length, (field) => {
    const place = fields.indexOf(field)
    return place < 0 ? undefined : rows.map((row) => row[place])
  })
}

/** Rows as records. The fields are those of the first. */
export function tableOfRecords(records: readonly Readonly<Record<string, unknown>>[]): Table {
  const fields = Object.keys(records[0] ?? {})
  return cached(fields, records.length, (field) => (fields.includes(field) ? records.map((record) => record[field]) : undefined))
}

/** As many numbers as the last table that was not filtered has rows: a live plot asks at every frame. */
let inPlace: readonly number[] = []

/** The rows for which a test holds, and where each of them stood. Without a test all of them. */
export function filterTable(table: Table, keep: ((index: number) => boolean) | undefined): { table: Table; origin: readonly number[] } {
  if (!keep) {
    if (inPlace.length !== table.length) inPlace = Array.from({ length: table.length }, (_, index) => index)
    return { table, origin: inPlace }
  }
  const origin: number[] = []
  for (let index = 0; index < table.length; index++) if (keep(index)) origin.push(index)
  if (origin.length === table.length) return { table, origin }
  const kept = cached(table.fields, origin.length, (field) => {
    const column = table.column(field)
    return column && origin.map((index) => column[index])
  })
  return { table: kept, origin }
}

/** One row as a record. */
export function recordAt(table: Table, index: number): Record<string, unknown> {
  return Object.fromEntries(table.fields.map((field) => [field, table.column(field)?.[index]]))
}

function cached(
  fields: readonly string[],
  length: number,
  read: (field: string) => readonly unknown[] | undefined,
): Table {
  const columns = new Map<string, readonly unknown[] | undefined>()
  return {
    fields,
    length,
    column(field) {
      if (!columns.has(field)) columns.set(field, read(field))
      return columns.get(field)
    },
  }
}
