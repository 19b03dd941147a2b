import { useMemo, useRef, useState } from 'preact/hooks'
import type { Client } from '../../client.ts'
import type { Table } from '../../vocabulary/table.ts'
import { isFlexible } from './cells.tsx'
import type { Column } from './column.ts'
import { Head } from './head.tsx'
import { pressKey } from './keys.ts'
import { LineView } from './line_view.tsx'
import type { Line } from './lines.ts'
import { pointerActions } from './pointer.ts'
import { resized, tracksOf, type Widths } from './tracks.ts'
import { gridActions } from './grid_actions.ts'
import { headLine, useActiveCell } from './use_active_cell.ts'
import type { QueryControls } from './use_query.ts'
import type { SelectionControls } from './use_selection.ts'
import { useWindow, type Windowed } from './use_window.ts'

/** In px. */
const lineHeight = 44

export interface GridProps {
  model: Table
  client: Client
  columns: readonly Column[]
  lines: readonly Line[]
  controls: QueryControls
  selection: SelectionControls
  /** Are there groups, and are they all open? */
  groupsOpen: boolean | undefined
  onToggleGroup: (label: string) => void
  onToggleGroups: () => void
  onFilter: (column: string, button: HTMLElement) => void
}

const ticks = { none: undefined, single: 'radio', multiple: 'checkbox' } as const

/** The rows and their head: a grid to go around in with the keyboard, of which only what can be seen is drawn. */
export function Grid(props: GridProps) {
  const { model, columns, lines, controls, selection, groupsOpen } = props
  const scroller = useRef<HTMLDivElement>(null)
  const grid = useRef<HTMLDivElement>(null)
  const [widths, setWidths] = useState<Widths>({})
  const tick = model.checkbox_visibility === 'hidden' ? undefined : ticks[selection.mode]
  const columnCount = columns.length + (tick ? 1 : 0)
  const cell = useActiveCell(grid, lines.length, columnCount)
  const windowed = useWindow(scroller, lines, lineHeight)
  const tracks = useMemo(() => tracksOf(columns, widths, Boolean(tick)), [columns, widths, tick])
  const resize = (place: number, widthPx: number): void => {
    const column = columns[place - (tick ? 1 : 0)]
    if (column) setWidths(resized(widths, column.name, widthPx))
  }
  const actions = gridActions({ ...props, grid, cell, columnCount, pageSize: windowed.pageSize, resize })
  return (
    <div ref={scroller} class="w-table-scroll" onScroll={windowed.onScroll}>
      <div
        ref={grid}
        role={groupsOpen === undefined ? 'grid' : 'treegrid'}
        class="w-table-grid"
        aria-label={model.name}
        aria-rowcount={lines.length + 1}
        aria-colcount={columnCount}
        {...(selection.mode === 'multiple' && { 'aria-multiselectable': true })}
        style={{ '--w-columns': tracks.template, minWidth: `${tracks.minWidth}px` }}
        onFocusIn={cell.onFocus}
        onKeyDown={(event) => isOwnKey(event) && pressKey(actions, event) && event.preventDefault()}
        {...pointerActions(props)}
      >
        <div role="rowgroup" class="w-table-head">
          <Head
            {...props}
            active={cell.active}
            sort={controls.query.sort}
            filters={controls.query.filters}
            tick={tick}
            ticked={tickedOf(lines, selection)}
            onTickAll={selection.selectAll}
            onSort={controls.sort}
            onResize={resize}
          />
        </div>
        <Body {...props} windowed={windowed} tick={tick} active={cell.active} />
      </div>
      {!lines.length && <p class="w-table-empty">No data found.</p>}
    </div>
  )
}

/** Menus and fields in cells have keys of their own; buttons are pressed by the browser. */
function isOwnKey({ target, key }: KeyboardEvent): boolean {
  if (!(target instanceof Element)) return false
  if (target.closest('[role=menu], input:not([type=checkbox], [type=radio])')) return false
  return target.hasAttribute('data-column') || !['Enter', ' '].includes(key)
}

function tickedOf(lines: readonly Line[], { selected, mode }: SelectionControls): 'all' | 'some' | 'none' {
  if (mode !== 'multiple' || !selected.size) return 'none'
  const every = lines.every((line) => line.group !== undefined || selected.has(line.row.name))
  return every && lines.length ? 'all' : 'some'
}

interface BodyProps extends GridProps {
  windowed: Windowed
  tick: 'checkbox' | 'radio' | undefined
  active: { line: number; column: number }
}

function Body({ model, columns, lines, selection, windowed, tick, active }: BodyProps) {
  const { offsets, span, observe } = windowed
  const drawn = Array.from({ length: span.end - span.first }, (_, place) => span.first + place)
  // What has the focus must not vanish when it is scrolled out of sight.
  const { line: kept } = active
  if (kept !== headLine && kept < lines.length && (kept < span.first || kept >= span.end)) drawn.push(kept)
  const flexible = isFlexible(columns)
  return (
    <div role="rowgroup" class="w-table-body" style={{ height: `${offsets.total}px` }}>
      {drawn.map((index) => {
        const line = lines[index]
        if (!line) return null
        return (
          <LineView
            key={index}
            line={line}
            index={index}
            top={offsets.top(index)}
            columns={columns}
            version={model}
            activeColumn={index === kept ? active.column : undefined}
            selected={line.group === undefined && selection.selected.has(line.row.name)}
            tick={tick}
            selectable={selection.mode !== 'none'}
            observe={flexible ? observe : undefined}
          />
        )
      })}
    </div>
  )
}
