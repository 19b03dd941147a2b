import type { Table, TableRow } from '../../vocabulary/table.ts'
import type { Line } from './lines.ts'

/** How many rows can be selected. */
export type SelectionMode = 'none' | 'single' | 'multiple'

/** What a table says of it. An empty list of values does not ask for a selection. */
export function modeOf({ multiple, single, values, value }: Table): SelectionMode {
  if (multiple || values?.length) return 'multiple'
  return single || value ? 'single' : 'none'
}

/** What the app has selected. */
export const givenOf = ({ value, values }: Table): string[] => (value ? [value] : (values ?? []))

/** The names of the rows among some lines. */
export const namesIn = (lines: readonly Line[]): string[] => lines.flatMap((line) => (line.group === undefined ? line.row.name : []))

/** The names of the rows between two lines, whichever comes first. */
export const namesBetween = (lines: readonly Line[], from: number, to: number): string[] =>
  namesIn(lines.slice(Math.max(0, Math.min(from, to)), Math.max(from, to) + 1))

/** Selected names, in the order of the rows. */
export const inRowOrder = (rows: readonly TableRow[], names: ReadonlySet<string>): string[] =>
  names.size ? rows.filter(({ name }) => names.has(name)).map(({ name }) => name) : []
