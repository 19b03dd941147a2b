import { useLayoutEffect, useMemo, useRef } from 'preact/hooks'
import { Icon } from '../../view/icon.tsx'
import type { TableRow } from '../../vocabulary/table.ts'
import { CellContent } from './cells.tsx'
import type { Column } from './column.ts'
import type { GroupLine, Line } from './lines.ts'

export interface LineProps {
  line: Line
  index: number
  /** Distance from the top, in px. */
  top: number
  columns: readonly Column[]
  /** Changes when the app may have changed what is in the rows. */
  version: object
  /** The cell of this line that takes part in the tab order, if any. */
  activeColumn: number | undefined
  selected: boolean
  /** How rows are ticked. */
  tick: 'checkbox' | 'radio' | undefined
  selectable: boolean
  /** Is the line as high as what is in it? */
  observe: ((element: HTMLElement) => () => void) | undefined
}

/** A line of the table. It is drawn again only when something about it changes: there are many, and scrolling is fast. */
export function LineView(props: LineProps) {
  const { line, index, top, columns, version, activeColumn, selected, tick, selectable, observe } = props
  const ref = useRef<HTMLDivElement>(null)
  const flexible = observe !== undefined
  // Observed anew with every row, which may be as high as the one before and yet not have been measured.
  useLayoutEffect(() => (ref.current && observe ? observe(ref.current) : undefined), [flexible, line.row])
  const state = line.group === undefined ? { ...(selectable && { 'aria-selected': selected }) } : { 'aria-expanded': line.open }
  const kind = line.group === undefined ? 'w-table-row' : 'w-table-group'
  const content = useMemo(
    () =>
      line.group === undefined ? (
        <RowCells row={line.row} columns={columns} activeColumn={activeColumn} selected={selected} tick={tick} />
      ) : (
        <GroupCell line={line} active={activeColumn !== undefined} columns={columns.length + (tick ? 1 : 0)} />
      ),
    [line.group ?? line.row, line.group === undefined || `${line.count} ${line.open}`, columns, version, activeColumn, selected, tick],
  )
  return (
    <div
      ref={ref}
      role="row"
      class={`${kind} ${flexible ? 'w-table-flexible' : ''}`}
      data-line={index}
      // The head is the first row.
      aria-rowindex={index + 2}
      {...state}
      style={{ transform: `translateY(${top}px)` }}
    >
      {content}
    </div>
  )
}

interface RowCellsProps extends Pick<LineProps, 'columns' | 'activeColumn' | 'selected' | 'tick'> {
  row: TableRow
}

function RowCells({ row, columns, activeColumn, selected, tick }: RowCellsProps) {
  const shift = tick ? 1 : 0
  return (
    <>
      {tick && (
        <div role="gridcell" class="w-table-cell w-table-tick" data-column={0} aria-colindex={1} tabIndex={activeColumn === 0 ? 0 : -1}>
          <span class="w-tick">
            <input type={tick} tabIndex={-1} checked={selected} aria-label={`Select ${row.name}`} />
          </span>
        </div>
      )}
      {columns.map((column, place) => (
        <div
          key={column.name}
          role="gridcell"
          class={`w-table-cell w-table-${column.align ?? 'left'} ${column.cell_overflow === 'wrap' ? 'w-table-wrap' : ''}`}
          data-column={place + shift}
          aria-colindex={place + shift + 1}
          tabIndex={activeColumn === place + shift ? 0 : -1}
        >
          <CellContent row={row} column={column} />
        </div>
      ))}
    </>
  )
}

const GroupCell = ({ line, active, columns }: { line: GroupLine; active: boolean; columns: number }) => (
  <div role="gridcell" class="w-table-cell w-table-group-cell" data-column={0} aria-colindex={1} aria-colspan={columns} tabIndex={active ? 0 : -1}>
    <Icon name={line.open ? 'ChevronDown' : 'ChevronRight'} />
    <strong>{line.group || '(empty)'}</strong>
    <span class="w-table-count">({line.count})</span>
  </div>
)
