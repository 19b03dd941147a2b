import type { ComponentChildren, TargetedMouseEvent } from 'preact'
import { useMemo } from 'preact/hooks'
import { Markdown } from '../../markdown/markdown.tsx'
import { toCssColor } from '../../view/css.ts'
import { Icon } from '../../view/icon.tsx'
import type { Command } from '../../vocabulary/command.ts'
import type { TableRow } from '../../vocabulary/table.ts'
import type { TableCellType } from '../../vocabulary/table_cells.ts'
import { CommandMenu } from '../command/command_menu.tsx'
import { TagLabel } from '../tags/tag_label.tsx'
import { cellOf, tagsIn, textOf, type Column } from './column.ts'

type CellTypes = Required<TableCellType>

interface CellProps<Type> {
  type: Type
  cell: string
  row: TableRow
}

const radius = 10
const round = 2 * Math.PI * radius

function ProgressCell({ type: { color = '$red' }, cell }: CellProps<CellTypes['progress']>) {
  const share = Math.min(1, Math.max(0, Number(cell) || 0))
  const percent = `${Math.round(share * 100)}%`
  return (
    <span class="w-table-progress" role="img" aria-label={percent}>
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <circle cx="12" cy="12" r={radius} />
        <circle cx="12" cy="12" r={radius} style={{ stroke: toCssColor(color), strokeDasharray: `${share * round} ${round}` }} />
      </svg>
      {percent}
    </span>
  )
}

const IconCell = ({ type: { color }, cell }: CellProps<CellTypes['icon']>) =>
  cell ? (
    <span class="w-table-icon" role="img" aria-label={cell}>
      <Icon name={cell} color={color} />
    </span>
  ) : null

const TagCell = ({ type: { tags = [] }, cell }: CellProps<CellTypes['tag']>) => (
  <span class="w-tags">
    {tagsIn(cell).map((label, place) => (
      <TagLabel key={place} {...(tags.find((tag) => tag.label === label) ?? { label, color: '$text' })} />
    ))}
  </span>
)

/** Whatever a command says, it is about its row. */
const about = (commands: readonly Command[], row: string): Command[] =>
  commands.map((command) => ({ ...command, value: row, ...(command.items && { items: about(command.items, row) }) }))

function MenuCell({ type: { commands }, row }: CellProps<CellTypes['menu']>) {
  const own = useMemo(() => about(commands, row.name), [commands, row.name])
  return <CommandMenu commands={own} />
}

function MarkdownCell({ type: { target }, cell }: CellProps<CellTypes['markdown']>) {
  const aim = ({ target: clicked }: TargetedMouseEvent<HTMLElement>): void => {
    const link = clicked instanceof Element ? clicked.closest('a') : null
    if (!link || target === undefined) return
    link.target = target || '_blank'
    link.rel = 'noopener noreferrer'
  }
  return (
    // Where links were aimed otherwise, they are made anew.
    <div key={target} class="w-table-markdown" onClickCapture={aim}>
      <Markdown text={cell} />
    </div>
  )
}

const cellViews: { [Type in keyof CellTypes]: (props: CellProps<CellTypes[Type]>) => ComponentChildren } = {
  progress: ProgressCell,
  icon: IconCell,
  tag: TagCell,
  menu: MenuCell,
  markdown: MarkdownCell,
}

/** What is in a cell. */
export function CellContent({ row, column }: { row: TableRow; column: Column }) {
  const cell = cellOf(row, column)
  for (const [kind, type] of Object.entries(column.cell_type ?? {})) {
    const View = cellViews[kind as keyof CellTypes] as ((props: CellProps<unknown>) => ComponentChildren) | undefined
    if (View && type) return <View type={type} cell={cell} row={row} />
  }
  const text = textOf(cell, column)
  const title = column.cell_overflow === 'tooltip' ? { title: text } : {}
  if (!column.linked) return <span class="w-table-text" {...title}>{text}</span>
  return (
    <button type="button" class="w-link-button w-table-text" role="link" tabIndex={-1} data-go="" {...title}>
      {text}
    </button>
  )
}

/** Does a row of these columns grow with what is in it? */
export const isFlexible = (columns: readonly Column[]): boolean =>
  columns.some(({ cell_overflow, cell_type }) => cell_overflow === 'wrap' || cell_type?.markdown)
