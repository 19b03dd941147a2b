import type { Table, TableRow } from '../../vocabulary/table.ts'
import { arrange, type Query, type Task } from './arrange.ts'
import { byKey, cellOf, sortKey, tagsIn, textOf, type Column } from './column.ts'

/** One line of the table: a row, or the heading of a group of rows. */
export type Line = RowLine | GroupLine

export interface RowLine {
  row: TableRow
  group?: undefined
}

export interface GroupLine {
  row?: undefined
  group: string
  count: number
  open: boolean
}

/** Rows that belong together. */
export interface Group {
  label: string
  rows: readonly TableRow[]
  /** Is the group closed until the user opens it? */
  collapsed: boolean
}

/** All rows of a table, in groups or not, as the app has given them. */
export const rowsOf = ({ rows, groups }: Table): readonly TableRow[] => groups?.flatMap((group) => group.rows ?? []) ?? rows ?? []

/** The groups of a table, arranged; none where its rows stand in one list. Groups that are empty stay. */
export function groupsOf(table: Table, columns: readonly Column[], query: Query, tasks: ReadonlySet<Task>): Group[] | undefined {
  if (table.groups)
    return table.groups.map(({ label, rows = [], collapsed = true }) => ({ label, collapsed, rows: arrange(rows, columns, query, tasks) }))
  const column = columns.find(({ name }) => name === query.groupBy)
  if (!column) return undefined
  return groupedBy(column, arrange(table.rows ?? [], columns, query, tasks))
}

/** One group for each value of a column, in the order of the values. */
function groupedBy(column: Column, rows: readonly TableRow[]): Group[] {
  const groups = new Map<string, TableRow[]>()
  for (const row of rows) {
    const cell = cellOf(row, column)
    const value = column.cell_type?.tag ? tagsIn(cell).join(', ') : cell
    const group = groups.get(value)
    if (group) group.push(row)
    else groups.set(value, [row])
  }
  const key = sortKey(column)
  const byValue = byKey<[string, TableRow[]]>(([value]) => key(value))
  return [...groups].sort(byValue).map(([value, members]) => ({ label: textOf(value, column), rows: members, collapsed: false }))
}

/** What stands below one another. `toggled` are the groups that the user has opened or closed. */
export function linesOf(groups: readonly Group[] | undefined, rows: readonly TableRow[], toggled: ReadonlySet<string>): Line[] {
  if (!groups) return rows.map((row) => ({ row }))
  return groups.flatMap(({ label, rows: members, collapsed }) => {
    const open = collapsed === toggled.has(label)
    const heading: Line = { group: label, count: members.length, open }
    return open ? [heading, ...members.map((row) => ({ row }))] : [heading]
  })
}
