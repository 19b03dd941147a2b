/** Rows that are drawn as one line or area. */
export interface Series {
  /** Indexes of rows, in the order in which they are joined. */
  readonly rows: readonly number[]
}

/** Parts rows into series by the columns given, in order of first appearance; one series of all rows without columns. */
export function seriesOf(rowCount: number, columns: readonly (readonly unknown[])[]): Series[] {
  const all = Array.from({ length: rowCount }, (_, row) => row)
  const parts = columns.reduce<number[][]>((coarse, column) => coarse.flatMap((part) => splitBy(part, column)), [all])
  return parts.filter((rows) => rows.length > 0).map((rows) => ({ rows }))
}

/** The same series, in order of position. Rows without a position are left out. */
export function ordered(series: Series, positions: Float64Array): Series {
  const placed = series.rows.filter((row) => !Number.isNaN(positions[row]))
  const isOrdered = placed.every((row, place) => place === 0 || at(positions, placed[place - 1]) <= at(positions, row))
  return { rows: isOrdered ? placed : placed.sort((a, b) => at(positions, a) - at(positions, b)) }
}

const at = (positions: Float64Array, row: number | undefined): number => positions[row ?? -1] ?? NaN

function splitBy(rows: readonly number[], column: readonly unknown[]): number[][] {
  const parts = new Map<unknown, number[]>()
  for (const row of rows) {
    const part = parts.get(column[row])
    if (part) part.push(row)
    else parts.set(column[row], [row])
  }
  return [...parts.values()]
}
