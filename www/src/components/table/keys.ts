import { headLine, type Cell } from './use_active_cell.ts'

/** What the keyboard does in the grid. */
export interface GridActions {
  active: Cell
  lines: number
  columns: number
  /** How many lines fit into sight. */
  pageSize: number
  /** Goes up or down, and selects on the way where that is the custom. */
  goToLine: (line: number, event: KeyboardEvent) => void
  goToColumn: (column: number) => void
  goTo: (cell: Cell) => void
  /** Enter: does what the cell is for. */
  invoke: () => void
  /** Space: selects, or opens. */
  toggle: () => void
  selectAll: (on: boolean) => void
  /** Makes a column wider or narrower by some px. */
  resize: (column: number, by: number) => void
  openFilter: (column: number) => void
}

type KeyAction = (actions: GridActions, event: KeyboardEvent) => void

const isHead = ({ active }: GridActions): boolean => active.line === headLine
const isControl = (event: KeyboardEvent): boolean => event.ctrlKey || event.metaKey
const resizeStep = 16

const sideways =
  (direction: number): KeyAction =>
  (actions, { shiftKey }) => {
    const { column } = actions.active
    if (shiftKey && isHead(actions)) actions.resize(column, direction * resizeStep)
    else actions.goToColumn(column + direction)
  }

const keyActions: Readonly<Record<string, KeyAction>> = {
  ArrowUp: (actions, event) => actions.goToLine(actions.active.line - 1, event),
  ArrowDown: (actions, event) => {
    if (event.altKey && isHead(actions)) actions.openFilter(actions.active.column)
    else actions.goToLine(actions.active.line + 1, event)
  },
  PageUp: (actions, event) => actions.goToLine(Math.max(0, actions.active.line - actions.pageSize), event),
  PageDown: (actions, event) => actions.goToLine(actions.active.line + actions.pageSize, event),
  ArrowLeft: sideways(-1),
  ArrowRight: sideways(1),
  Home: (actions, event) => (isControl(event) ? actions.goTo({ line: 0, column: 0 }) : actions.goToColumn(0)),
  End: (actions, event) =>
    isControl(event) ? actions.goTo({ line: actions.lines - 1, column: actions.columns - 1 }) : actions.goToColumn(actions.columns - 1),
  Enter: (actions) => actions.invoke(),
  ' ': (actions) => actions.toggle(),
  Escape: (actions) => actions.selectAll(false),
}

/** Does what a key is for. False when it is for nothing here. */
export function pressKey(actions: GridActions, event: KeyboardEvent): boolean {
  if (isControl(event) && event.key.toLowerCase() === 'a') {
    actions.selectAll(true)
    return true
  }
  const action = keyActions[event.key]
  action?.(actions, event)
  return action !== undefined
}
