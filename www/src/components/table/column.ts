import { toDate } from '../../format/intl.ts'
import type { TableColumn, TableRow } from '../../vocabulary/table.ts'

/** A column, with what follows from the others. */
export interface Column extends TableColumn {
  /** Where the column's cells stand in a row. */
  place: number
  /** Do its cells lead to their rows? */
  linked: boolean
}

/** Columns as they are shown. Without a column that says so, the first one is a link, unless it refuses. */
export function columnsOf(columns: readonly TableColumn[]): Column[] {
  const told = columns.some(({ link }) => link)
  return columns.map((column, place) => ({
    ...column,
    place,
    linked: !column.cell_type && (told ? column.link === true : place === 0 && column.link !== false),
  }))
}

/** What a cell holds; an empty text where the row is too short. */
export const cellOf = (row: TableRow, { place }: Column): string => {
  const cell: unknown = row.cells[place]
  return cell === undefined || cell === null ? '' : String(cell)
}

/** Made for the first moment that is shown: it takes a while. */
let times: Intl.DateTimeFormat | undefined

/** A moment, from text or from milliseconds since 1970. */
export const toMoment = (cell: string): Date | undefined => toDate(/^-?\d{5,}$/.test(cell) ? Number(cell) : cell)

/** A cell's text as it is shown. */
export function textOf(cell: string, { data_type }: Column): string {
  if (data_type !== 'time') return cell
  const moment = toMoment(cell)
  times ??= new Intl.DateTimeFormat(undefined, { dateStyle: 'short', timeStyle: 'medium' })
  return moment ? times.format(moment) : cell
}

/** The labels in a tag cell. */
export const tagsIn = (cell: string): string[] =>
  cell
    .split(',')
    .map((tag) => tag.trim())
    .filter(Boolean)

type Key = string | number

const keyReaders: Record<NonNullable<TableColumn['data_type']>, (cell: string) => Key> = {
  string: (cell) => cell.toLowerCase(),
  // What is no number comes last.
  number: (cell) => (cell.trim() && !Number.isNaN(Number(cell)) ? Number(cell) : Infinity),
  time: (cell) => toMoment(cell)?.getTime() ?? Infinity,
}

/** What the cells of a column are sorted by. Compare keys with `<`. */
export const sortKey = ({ data_type = 'string', cell_type }: Column): ((cell: string) => Key) =>
  keyReaders[cell_type?.progress && data_type === 'string' ? 'number' : data_type]

/** What a column can be filtered by: what its author says, or else all that is there. */
export function filterChoices(column: Column, rows: Iterable<TableRow>): string[] {
  if (column.filters) return column.filters
  const found = new Set<string>()
  for (const row of rows) {
    const cell = cellOf(row, column)
    if (column.cell_type?.tag) for (const tag of tagsIn(cell)) found.add(tag)
    else found.add(cell)
  }
  const key = sortKey(column)
  return [...found].sort(byKey(key))
}

/** Compares by a key. */
export const byKey =
  <T>(key: (item: T) => Key) =>
  (a: T, b: T): number => {
    const [keyA, keyB] = [key(a), key(b)]
    return keyA < keyB ? -1 : keyA > keyB ? 1 : 0
  }
