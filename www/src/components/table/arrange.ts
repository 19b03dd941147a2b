import type { TableRow } from '../../vocabulary/table.ts'
import { cellOf, sortKey, textOf, type Column } from './column.ts'

export interface Sort {
  column: string
  ascending: boolean
}

/** What the user wants to see of the rows. */
export interface Query {
  words: string
  /** Values that are ticked, by column. A column without any does not filter. */
  filters: Readonly<Record<string, readonly string[]>>
  sort?: Sort
  /** The column to group by, or nothing. */
  groupBy: string
}

export const emptyQuery: Query = { words: '', filters: {}, groupBy: '' }

export type Task = 'search' | 'filter' | 'sort'

type Keep = (row: TableRow) => boolean

/** The rows that are asked for, in the order that is asked for. `tasks` are those that the app does not do itself. */
export function arrange(rows: readonly TableRow[], columns: readonly Column[], query: Query, tasks: ReadonlySet<Task>): readonly TableRow[] {
  const keeps: Keep[] = []
  if (tasks.has('search') && query.words) keeps.push(finds(query.words, columns))
  if (tasks.has('filter')) keeps.push(...passes(query.filters, columns))
  const kept = keeps.length ? rows.filter((row) => keeps.every((keep) => keep(row))) : rows
  return tasks.has('sort') && query.sort ? sorted(kept, columns, query.sort) : kept
}

function finds(words: string, columns: readonly Column[]): Keep {
  const searched = columns.filter(({ searchable }) => searchable)
  const wanted = words.toLowerCase()
  return (row) => searched.some((column) => textOf(cellOf(row, column), column).toLowerCase().includes(wanted))
}

/** For every column that filters, one of the ticked values is to be part of the cell. */
const passes = (filters: Query['filters'], columns: readonly Column[]): Keep[] =>
  Object.entries(filters).flatMap(([name, ticked]) => {
    const column = columns.find((one) => one.name === name)
    if (!column || !ticked.length) return []
    return (row: TableRow) => {
      const cell = cellOf(row, column)
      // An empty text is part of any; ticked, it means cells that are empty.
      return ticked.some((value) => (value ? cell.includes(value) : !cell))
    }
  })

/** Sorted, without changing what was given; equal rows keep their order. */
function sorted(rows: readonly TableRow[], columns: readonly Column[], { column: name, ascending }: Sort): readonly TableRow[] {
  const column = columns.find((one) => one.name === name)
  if (!column) return rows
  const keyOf = sortKey(column)
  const keyed = rows.map((row) => ({ row, key: keyOf(cellOf(row, column)) }))
  const direction = ascending ? 1 : -1
  keyed.sort((a, b) => (a.key < b.key ? -direction : a.key > b.key ? direction : 0))
  return keyed.map(({ row }) => row)
}
