import { useMemo, useRef, useState } from 'preact/hooks'
import type { Client } from '../../client.ts'
import type { Json } from '../../page/json.ts'
import type { Table } from '../../vocabulary/table.ts'
import { usePause } from '../input.ts'
import { emptyQuery, type Query, type Task } from './arrange.ts'
import type { Column } from './column.ts'

/** How long after the last key the app is asked to search. */
const pauseMs = 500

export interface QueryControls {
  query: Query
  /** What this client does with the rows; the app does the rest. */
  tasks: ReadonlySet<Task>
  /** The page that is shown, counted from 1. */
  page: number
  search: (words: string) => void
  filter: (column: string, values: readonly string[]) => void
  sort: (column: string) => void
  groupBy: (column: string) => void
  goToPage: (page: number) => void
  reset: () => void
}

/** Does the app want to hear of this, and do it itself? */
export const isRemote = ({ pagination, events }: Table, event: string): boolean => Boolean(pagination && events?.includes(event))

const allTasks: readonly Task[] = ['search', 'filter', 'sort']

interface State {
  query: Query
  page: number
  /** The rows that all this is about. */
  rows: unknown
}

/** What the user does to look at the rows. New rows are looked at anew, unless the app sends them page by page. */
export function useQuery(model: Table, columns: readonly Column[], client: Client): QueryControls {
  const [, redraw] = useState(0)
  const given = model.groups ?? model.rows
  const state = useRef<State>({ query: emptyQuery, page: 1, rows: given })
  const { current } = state
  if (current.rows !== given) Object.assign(current, { rows: given }, !model.pagination && { query: emptyQuery, page: 1 })

  const tell = (event: string, data: Json): void => {
    if (isRemote(model, event)) client.emit(model.name, event, data)
  }
  const change = (part: Partial<Query>, page = 1): void => {
    current.query = { ...current.query, ...part }
    current.page = page
    redraw((count) => count + 1)
  }
  const paused = usePause(pauseMs, () => {
    const cols = columns.filter(({ searchable }) => searchable).map(({ name }) => name)
    tell('search', { value: state.current.query.words, cols })
  })
  const tasks = useMemo(() => new Set(allTasks.filter((task) => !isRemote(model, task))), [model])
  return { query: current.query, page: current.page, tasks, ...actionsOf(current, change, tell, paused, model, client) }
}

type Actions = Omit<QueryControls, 'query' | 'page' | 'tasks'>

function actionsOf(
  state: State,
  change: (part: Partial<Query>, page?: number) => void,
  tell: (event: string, data: Json) => void,
  paused: () => void,
  model: Table,
  client: Client,
): Actions {
  return {
    search: (words) => {
      change({ words })
      if (isRemote(model, 'search')) paused()
    },
    filter: (column, values) => {
      const filters = { ...state.query.filters, [column]: values }
      change({ filters })
      tell('filter', filters as Record<string, string[]>)
    },
    sort: (column) => {
      const { sort } = state.query
      const ascending = sort?.column !== column || !sort.ascending
      change({ sort: { column, ascending } })
      tell('sort', { [column]: ascending })
    },
    groupBy: (column) => {
      change({ groupBy: column })
      // Told whether or not the app has asked for it.
      if (model.pagination) client.emit(model.name, 'group_by', column || '*')
    },
    goToPage: (page) => {
      change({}, page)
      tell('page_change', { offset: (page - 1) * (model.pagination?.rows_per_page ?? 0) })
    },
    reset: () => {
      state.query = emptyQuery
      change({})
      tell('reset', true)
    },
  }
}
