import type { ComponentChildren } from 'preact'
import { useRef } from 'preact/hooks'
import { Icon } from '../../view/icon.tsx'
import type { Sort } from './arrange.ts'
import type { Column } from './column.ts'
import { headLine, type Cell } from './use_active_cell.ts'

interface Props {
  columns: readonly Column[]
  active: Cell
  sort: Sort | undefined
  filters: Readonly<Record<string, readonly string[]>>
  tick: 'checkbox' | 'radio' | undefined
  /** How much of what is in sight is selected. */
  ticked: 'all' | 'some' | 'none'
  /** Are there groups, and are they all open? */
  groupsOpen: boolean | undefined
  onTickAll: (on: boolean) => void
  onToggleGroups: () => void
  onSort: (column: string) => void
  onFilter: (column: string, button: HTMLElement) => void
  onResize: (place: number, widthPx: number) => void
}

/** The labels of the columns, and what can be done to a whole column. */
export function Head(props: Props) {
  const { columns, active, tick, groupsOpen, onToggleGroups } = props
  const shift = tick ? 1 : 0
  const tabIndexOf = (place: number): 0 | -1 => (active.line === headLine && active.column === place ? 0 : -1)
  return (
    <div role="row" class="w-table-row" data-line={headLine} aria-rowindex={1}>
      {tick && (
        <div role="columnheader" class="w-table-cell w-table-tick" data-column={0} aria-colindex={1} tabIndex={tabIndexOf(0)}>
          {tick === 'checkbox' ? <TickAll {...props} /> : <span class="w-sr">Selected</span>}
        </div>
      )}
      {columns.map((column, place) => (
        <HeadCell key={column.name} {...props} column={column} place={place + shift} tabIndex={tabIndexOf(place + shift)}>
          {place === 0 && groupsOpen !== undefined && (
            <button
              type="button"
              class="w-icon-button"
              tabIndex={-1}
              aria-label={groupsOpen ? 'Collapse all groups' : 'Expand all groups'}
              onClick={onToggleGroups}
            >
              <Icon name={groupsOpen ? 'ChevronDown' : 'ChevronRight'} />
            </button>
          )}
        </HeadCell>
      ))}
    </div>
  )
}

const TickAll = ({ ticked, onTickAll }: Props) => (
  <span class="w-tick">
    <input
      type="checkbox"
      tabIndex={-1}
      aria-label="Select all rows"
      checked={ticked === 'all'}
      indeterminate={ticked === 'some'}
      onChange={() => onTickAll(ticked !== 'all')}
    />
  </span>
)

interface CellProps extends Props {
  column: Column
  place: number
  tabIndex: 0 | -1
  children: ComponentChildren
}

function HeadCell({ column, place, tabIndex, sort, filters, onSort, onFilter, onResize, children }: CellProps) {
  const { name, label, sortable, filterable, align = 'left' } = column
  const direction = sort?.column === name ? (sort.ascending ? 'ascending' : 'descending') : undefined
  const ticked = filters[name]?.length ?? 0
  return (
    <div
      role="columnheader"
      class={`w-table-cell w-table-${align}`}
      data-column={place}
      aria-colindex={place + 1}
      tabIndex={tabIndex}
      {...(sortable && { 'aria-sort': direction ?? 'none' })}
    >
      {children}
      {sortable ? (
        <button type="button" class="w-table-sort" tabIndex={-1} data-go="" onClick={() => onSort(name)}>
          <span class="w-table-text">{label}</span>
          {direction && <Icon name={direction === 'ascending' ? 'SortUp' : 'SortDown'} class="w-table-arrow" />}
        </button>
      ) : (
        <span class="w-table-text">{label}</span>
      )}
      {filterable && (
        <button
          type="button"
          class={`w-icon-button w-table-filter ${ticked ? 'w-table-filtering' : ''}`}
          tabIndex={-1}
          aria-label={`Filter by ${label}${ticked ? `, ${ticked} selected` : ''}`}
          aria-haspopup="dialog"
          data-filter={name}
          onClick={({ currentTarget }) => onFilter(name, currentTarget)}
        >
          <Icon name={ticked ? 'FilterSolid' : 'ChevronDown'} />
          {ticked > 0 && <span class="w-table-badge">{ticked}</span>}
        </button>
      )}
      <Handle onResize={(width) => onResize(place, width)} />
    </div>
  )
}

/** The edge of a column, to be dragged. The keyboard does the same with Shift and the arrows. */
function Handle({ onResize }: { onResize: (widthPx: number) => void }) {
  const start = useRef<{ x: number; width: number } | undefined>(undefined)
  return (
    <span
      class="w-table-handle"
      aria-hidden="true"
      onPointerDown={(event) => {
        event.preventDefault()
        event.currentTarget.setPointerCapture(event.pointerId)
        start.current = { x: event.clientX, width: event.currentTarget.parentElement?.offsetWidth ?? 0 }
      }}
      onPointerMove={({ clientX }) => start.current && onResize(start.current.width + clientX - start.current.x)}
      onLostPointerCapture={() => (start.current = undefined)}
    />
  )
}
