// In this order: what comes later may refine what came before.
import './table.css'
import './toolbar.css'
import './grid.css'
import './head.css'
import './line_view.css'
import './cells.css'
import './footer.css'
import './filter_menu.css'
import { useState } from 'preact/hooks'
import type { Client } from '../../client.ts'
import { useClient } from '../../view/client_context.ts'
import type { Table } from '../../vocabulary/table.ts'
import { useCommandArguments } from '../command/arguments.ts'
import type { ComponentProps } from '../component.ts'
import { filterChoices } from './column.ts'
import { saveText, toCsv } from './csv.ts'
import { FilterMenu } from './filter_menu.tsx'
import { Footer } from './footer.tsx'
import { Grid } from './grid.tsx'
import { Toolbar } from './toolbar.tsx'
import { useLines, type Lines } from './use_lines.ts'
import { isRemote } from './use_query.ts'
import { useSelection } from './use_selection.ts'

/** A height of `1` fills what is left of the card. */
const fill = '1'
/** A table without a height grows up to this many rows. */
const maxTallRows = 10

/** The column whose filter is open, and the button that has opened it. */
interface Filtering {
  column: string
  anchor: HTMLElement
}

function TableView({ model, resets }: ComponentProps<Table>) {
  const { name, height, checkbox_visibility = 'on-hover' } = model
  const client = useClient()
  const shown = useLines(model, client)
  const { columns, controls, grouping, rows, lines } = shown
  useCommandArguments(columns.flatMap(({ cell_type }) => cell_type?.menu?.commands ?? []))
  const selection = useSelection(model, resets, rows, lines)
  const [filtering, setFiltering] = useState<Filtering | undefined>()
  return (
    <div
      class={`w-table w-table-ticks-${checkbox_visibility} ${height || lines.length <= maxTallRows ? '' : 'w-table-tall'}`}
      data-test={name}
      data-fill={height === fill}
      {...(height && height !== fill && { style: { height } })}
    >
      <Toolbar model={model} columns={columns} controls={controls} />
      <Grid
        {...{ model, client, columns, lines, controls, selection, ...grouping }}
        onFilter={(column, anchor) => setFiltering(filtering?.column === column ? undefined : { column, anchor })}
      />
      <TableFooter model={model} client={client} shown={shown} />
      {filtering && <Filter filtering={filtering} shown={shown} onClose={() => setFiltering(undefined)} />}
    </div>
  )
}

function TableFooter({ model, client, shown }: { model: Table; client: Client; shown: Lines }) {
  const { columns, controls, rows, found } = shown
  const download = (): void =>
    isRemote(model, 'download')
      ? client.emit(model.name, 'download', true)
      : saveText(toCsv(columns, rows), 'exported_data.csv', 'text/csv;charset=utf-8')
  return (
    <Footer
      model={model}
      shown={found}
      total={rows.length}
      countable={columns.some(({ searchable, filterable }) => searchable || filterable)}
      page={controls.page}
      onPage={controls.goToPage}
      onReset={controls.reset}
      onDownload={download}
    />
  )
}

function Filter({ filtering, shown, onClose }: { filtering: Filtering; shown: Lines; onClose: () => void }) {
  const { columns, controls, rows } = shown
  const column = columns.find(({ name }) => name === filtering.column)
  if (!column) return null
  return (
    <FilterMenu
      column={column}
      values={filterChoices(column, rows)}
      ticked={controls.query.filters[column.name] ?? []}
      anchor={filtering.anchor}
      onFilter={(values) => controls.filter(column.name, values)}
      onClose={onClose}
    />
  )
}

export const views = { table: TableView }
