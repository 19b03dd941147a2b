import { useMemo, useRef } from 'preact/hooks'
import { useClient } from '../../view/client_context.ts'
import type { Table, TableRow } from '../../vocabulary/table.ts'
import { useInput } from '../input.ts'
import type { Line } from './lines.ts'
import { givenOf, inRowOrder, modeOf, namesBetween, namesIn, type SelectionMode } from './selection.ts'

/** Keys that are held down while something is picked. */
export interface Held {
  /** Adds to what is selected, or takes away from it. */
  adding: boolean
  /** Selects everything since what was picked last. */
  extending: boolean
}

export interface SelectionControls {
  mode: SelectionMode
  selected: ReadonlySet<string>
  /** Selects a row as a click on it does. */
  pick: (line: number, held?: Held) => void
  /** Selects a row or not, and leaves the others alone. */
  toggle: (line: number) => void
  selectAll: (on: boolean) => void
  /** Dragging over the rows: where it begins, where it gets to, and its end. */
  dragFrom: (line: number) => void
  dragTo: (line: number) => void
  drop: () => void
}

const nothingHeld: Held = { adding: false, extending: false }

/** Which rows are selected. `rows` are all there are, `lines` those in sight. */
export function useSelection(model: Table, resets: number | undefined, rows: readonly TableRow[], lines: readonly Line[]): SelectionControls {
  const { name, events } = model
  const client = useClient()
  const mode = modeOf(model)
  const [values, enter] = useInput<string[]>(name, givenOf(model), resets)
  const selected = useMemo(() => new Set(values), [values])
  const anchor = useRef(0)
  const drag = useRef<{ from: number; moved: boolean } | undefined>(undefined)

  const tell = (names: string[]): void => {
    if (events?.includes('select')) client.emit(name, 'select', names)
  }
  const select = (names: Iterable<string>): string[] | undefined => {
    const next = inRowOrder(rows, new Set(names))
    if (next.length === selected.size && next.every((one) => selected.has(one))) return undefined
    enter(next)
    return next
  }
  const change = (names: Iterable<string>): void => {
    const next = select(names)
    if (next) tell(next)
  }
  const toggle = (line: number): void => {
    const [row] = namesIn(lines.slice(line, line + 1))
    if (row === undefined || mode === 'none') return
    anchor.current = line
    if (mode === 'single') return change([row])
    change(selected.has(row) ? [...selected].filter((one) => one !== row) : [...selected, row])
  }
  const pick = (line: number, { adding, extending } = nothingHeld): void => {
    if (mode !== 'multiple' || (adding && !extending)) return toggle(line)
    if (!extending) anchor.current = line
    const reached = namesBetween(lines, extending ? anchor.current : line, line)
    if (reached.length) change(adding ? [...selected, ...reached] : reached)
  }
  return {
    mode,
    selected,
    pick,
    toggle,
    selectAll: (on) => mode === 'multiple' && change(on ? namesIn(lines) : []),
    dragFrom: (line) => void (drag.current = mode === 'multiple' ? { from: line, moved: false } : undefined),
    dragTo: (line) => {
      const { current } = drag
      if (!current || (line === current.from && !current.moved)) return
      current.moved = true
      select(namesBetween(lines, current.from, line))
    },
    drop: () => {
      // What a drag has selected is told once, at its end.
      if (drag.current?.moved) tell(values)
      drag.current = undefined
    },
  }
}
