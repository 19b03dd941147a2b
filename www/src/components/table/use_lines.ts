import { useMemo } from 'preact/hooks'
import type { Client } from '../../client.ts'
import type { Table, TableRow } from '../../vocabulary/table.ts'
import { arrange } from './arrange.ts'
import { columnsOf, type Column } from './column.ts'
import { groupsOf, linesOf, rowsOf, type Line } from './lines.ts'
import { useGroups, type Grouping } from './use_groups.ts'
import { useQuery, type QueryControls } from './use_query.ts'

export interface Lines {
  columns: readonly Column[]
  controls: QueryControls
  grouping: Grouping
  /** All rows there are, in the order in which the app has given them. */
  rows: readonly TableRow[]
  /** How many of them pass the search and the filters. */
  found: number
  /** What stands below one another. */
  lines: readonly Line[]
}

/** What there is to see of a table. */
export function useLines(model: Table, client: Client): Lines {
  // The app may have changed rows and columns where they are: whatever it does gives us a new model.
  const columns = useMemo(() => columnsOf(model.columns ?? []), [model])
  const rows = useMemo(() => rowsOf(model), [model])
  const controls = useQuery(model, columns, client)
  const { query, tasks } = controls
  const groups = useMemo(() => groupsOf(model, columns, query, tasks), [model, columns, query, tasks])
  const grouping = useGroups(model, query.groupBy, groups, client)
  const arranged = useMemo(
    () => (groups ? groups.flatMap((group) => group.rows) : arrange(rows, columns, query, tasks)),
    [groups, rows, columns, query, tasks],
  )
  const lines = useMemo(() => linesOf(groups, arranged, grouping.toggled), [groups, arranged, grouping.toggled])
  return { columns, controls, grouping, rows, found: arranged.length, lines }
}
