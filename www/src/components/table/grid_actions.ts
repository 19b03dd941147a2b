import type { RefObject } from 'preact'
import type { GridProps } from './grid.tsx'
import type { GridActions } from './keys.ts'
import { headLine, type ActiveCell } from './use_active_cell.ts'

interface Parts extends GridProps {
  grid: RefObject<HTMLElement | null>
  cell: ActiveCell
  columnCount: number
  pageSize: number
  resize: (place: number, widthPx: number) => void
}

/** What can be pressed in a cell, for those who press Enter on it. */
const pressable = 'button, a[href], input'

/** What the keyboard can do to a table. */
export function gridActions(parts: Parts): GridActions {
  const { lines, selection, cell, columnCount, pageSize, grid, resize, onToggleGroup } = parts
  const { active, moveTo } = cell
  const element = (): HTMLElement | null | undefined =>
    grid.current?.querySelector<HTMLElement>(`[data-line="${active.line}"] [data-column="${active.column}"]`)
  const line = active.line === headLine ? undefined : lines[active.line]
  return {
    active,
    lines: lines.length,
    columns: columnCount,
    pageSize,
    goTo: moveTo,
    goToColumn: (column) => moveTo({ ...active, column }),
    goToLine: (to, { shiftKey, ctrlKey, metaKey }) => {
      const next = Math.max(headLine, Math.min(to, lines.length - 1))
      moveTo({ ...active, line: next })
      // In a list of several, going selects, as in a list of files; with Control it only goes.
      if (next !== headLine && selection.mode === 'multiple' && !(ctrlKey || metaKey)) selection.pick(next, { adding: false, extending: shiftKey })
    },
    invoke: () => {
      if (line?.group !== undefined) return onToggleGroup(line.group)
      const control = element()?.querySelector<HTMLElement>(pressable)
      if (control) control.click()
      else if (line) invokeRow(parts, line.row.name)
    },
    toggle: () => {
      if (line?.group !== undefined) onToggleGroup(line.group)
      else if (line) selection.toggle(active.line)
      else element()?.querySelector<HTMLElement>(pressable)?.click()
    },
    selectAll: selection.selectAll,
    resize: (place, by) => {
      const width = element()?.offsetWidth
      if (width !== undefined) resize(place, width + by)
    },
    openFilter: () => element()?.querySelector<HTMLElement>('[data-filter]')?.click(),
  }
}

/** Tells the app that the user wants to see a row. Where rows are selected, that is all that rows are for. */
export function invokeRow({ model, client, selection }: Pick<GridProps, 'model' | 'client' | 'selection'>, name: string): void {
  if (selection.mode === 'none') client.submit(model.name, [name])
}
