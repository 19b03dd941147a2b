import type { Json, JsonObject } from '../../page/json.ts'
import { until, type Shown } from '../tab.tsx'
import { both, clickOn, has, icon, lacks, looks, pends, placed, reads, shared } from './sights.ts'
import { component, partOf, type Rows, type Table } from './table.ts'

const columns = [
  { name: 'city', label: 'City', sortable: true, searchable: true, filterable: true },
  { name: 'ships', label: 'Ships' },
]
const rows = [
  { name: 'r1', cells: ['Oslo', '3'] },
  { name: 'r2', cells: ['Bergen', '7'] },
]
const base: JsonObject = { name: 'x', columns, rows }

const emits = (event: string, act: (shown: Shown) => Promise<unknown>) => async (shown: Shown): Promise<boolean> => {
  shown.socket.sent.splice(0)
  await act(shown)
  return shown.socket.sent.some((message) => message.includes(`"${event}"`))
}

const first = '.w-table-body [data-line="0"]'
const head = (place: number): string => `[role=columnheader][data-column="${place}"]`

export const tables: readonly Table[] = [
  component('table', base, {
    ...{ name: shared.name, ...placed, tooltip: shared.tooltip },
    columns: { value: [{ name: 'z', label: 'Zone' }], seen: reads('Zone', '[role=columnheader]'), stays: 'every table has columns' },
    rows: { value: [{ name: 'z', cells: ['Turku'] }], seen: reads('Turku', '[role=gridcell]') },
    multiple: { value: true, seen: both(has('[aria-multiselectable=true]'), has(`${first} input[type=checkbox]`)) },
    groupable: { value: true, seen: reads('Group', '.w-table-toolbar') },
    downloadable: { value: true, seen: has('[aria-label="Download data"]') },
    resettable: { value: true, seen: reads('Reset table') },
    height: { value: '333px', seen: looks('.w-table', 'height', '333px') },
    values: { value: ['r2'], seen: both(has('[data-line="1"][aria-selected=true]'), pends('x', ['r2'])) },
    checkbox_visibility: { value: 'hidden', given: { multiple: true }, seen: lacks(`${first} input[type=checkbox]`) },
    groups: { value: [{ label: 'Ports', rows, collapsed: false }], seen: reads('Ports') },
    pagination: { value: { total_rows: 90, rows_per_page: 10 }, seen: reads('90', '.w-table-pager') },
    events: { value: ['select'], given: { multiple: true }, seen: emits('select', clickOn('.w-table-body [role=row] input')) },
    single: { value: true, seen: has(`${first} input[type=radio]`) },
    value: { value: 'r2', seen: both(has('[data-line="1"][aria-selected=true]'), pends('x', ['r2'])) },
  }),
  partOf('table', 'columns', 'TableColumn', { name: 'city', label: 'City' }, {
    name: { unseen: 'what the app knows a column by; sorting and filtering tell it' },
    label: { value: 'Town', seen: reads('Town', head(0)), stays: 'every column has a label' },
    min_width: { value: '321', seen: ({ query }) => query('.w-table-grid')?.style.getPropertyValue('--w-columns').includes('321px') },
    max_width: { value: '234', seen: ({ query }) => query('.w-table-grid')?.style.getPropertyValue('--w-columns').includes('234px') },
    sortable: { value: true, seen: has('.w-table-sort') },
    searchable: { value: true, seen: has('.w-table-toolbar input') },
    filterable: { value: true, seen: has('[data-filter]') },
    link: { value: false, seen: lacks('[role=link]') },
    data_type: { value: 'time', seen: reads('9/9/01') },
    cell_type: { value: { icon: {} }, seen: has('.w-table-icon') },
    cell_overflow: { value: 'tooltip', seen: has('.w-table-text[title="1000000000000"]') },
    filters: { value: ['Mine'], given: { filterable: true }, first: openFilter, seen: reads('Mine', '.w-table-filter-values') },
    align: { value: 'right', seen: has('.w-table-right') },
  }, { rows: [{ name: 'r1', cells: ['1000000000000'] }] }),
  partOf('table', 'rows', 'TableRow', { name: 'r1', cells: ['Oslo', '3'] }, {
    name: { value: 'z', seen: sendsRow(['z']), stays: 'whatever has a name keeps one' },
    cells: { value: ['Turku'], seen: reads('Turku', first), stays: 'every row has cells' },
  }, { columns }),
  partOf('table', 'groups', 'TableGroup', { label: 'Ports', rows }, {
    label: { value: 'Towns', seen: reads('Towns'), stays: 'every group has a label' },
    rows: { value: [{ name: 'z', cells: ['Turku'] }], given: { collapsed: false }, seen: reads('Turku', '[role=gridcell]') },
    collapsed: { value: false, seen: reads('Oslo', '[role=gridcell]') },
  }, { columns }),
  within('TablePagination', { columns, rows, pagination: { total_rows: 90, rows_per_page: 10 } }, 'pagination', {
    total_rows: { value: 77, seen: reads('77', '.w-table-pager'), stays: 'pages are counted' },
    rows_per_page: { value: 33, seen: reads('33', '.w-table-pager'), stays: 'pages are counted' },
  }),
  cell('ProgressTableCellType', 'progress', {}, '0.25', {
    color: { value: '#123456', seen: ({ root }) => root.querySelectorAll<SVGElement>('.w-table-progress circle')[1]?.style.stroke === '#123456' },
    name: nameOfCell(),
  }),
  cell('IconTableCellType', 'icon', {}, 'Mail', {
    color: { value: '#123456', seen: both(icon('Mail', first), ({ root }) => root.querySelector<SVGElement>('.w-table-icon .w-icon')?.style.color === '#123456') },
    name: nameOfCell(),
  }),
  cell('TagTableCellType', 'tag', { name: 't' }, 'New', {
    name: nameOfCell(),
    tags: { value: [{ label: 'New', color: '#123456' }], seen: looks('.w-tag', '--w-tag', '#123456') },
  }),
  cell('MenuTableCellType', 'menu', { commands: [{ name: 'c' }] }, '', {
    commands: { value: [{ name: 'z', label: 'Zap' }], seen: pends('z', false), stays: 'what is pending stays so' },
    name: nameOfCell(),
  }),
  cell('MarkdownTableCellType', 'markdown', {}, '[Read](/a)', {
    name: nameOfCell(),
    target: { value: '_blank', seen: async (shown) => {
      await clickOn('.w-table-markdown a')(shown)
      return shown.query('.w-table-markdown a')?.getAttribute('target') === '_blank'
    } },
  }),
]

function nameOfCell(): { unseen: string } {
  return { unseen: 'what the app knows a type of cells by, and nobody else' }
}

async function openFilter(shown: Shown): Promise<void> {
  if (!shown.query('.w-table-filters')) await clickOn('[data-filter]')(shown)
  await until(() => shown.query('.w-table-filters'))
}

function sendsRow(names: Json) {
  return async (shown: Shown): Promise<boolean> => {
    await clickOn(`${first} [role=link]`)(shown)
    return JSON.stringify(shown.lastArgs()?.['host']) === JSON.stringify(names)
  }
}

/** A part of a table that stands alone. */
function within(name: string, table: JsonObject, path: string, rows_: Rows): Table {
  return {
    kind: 'parts',
    name,
    base: {},
    rows: rows_,
    page: () => ({ form: { view: 'form', box: '1 1 4 4', items: [{ table: { name: 'host', ...table } }] } }),
    path: `form items 0 table ${path.replaceAll('.', ' ')}`,
  }
}

function cell(name: string, kind: string, type: JsonObject, content: string, rows_: Rows): Table {
  const table = { columns: [{ name: 'c', label: 'C', cell_type: { [kind]: type } }], rows: [{ name: 'r1', cells: [content] }] }
  return within(name, table, `columns.0.cell_type.${kind}`, rows_)
}
