import type { Command } from '../command/model.ts'
import type { Tag } from '../tags/model.ts'

export interface Table {
  name: string
  columns: TableColumn[]
  rows?: TableRow[]
  multiple?: boolean
  groupable?: boolean
  downloadable?: boolean
  resettable?: boolean
  height?: string
  width?: string
  values?: string[]
  checkbox_visibility?: 'always' | 'on-hover' | 'hidden'
  visible?: boolean
  tooltip?: string
  groups?: TableGroup[]
  pagination?: TablePagination
  events?: string[]
  single?: boolean
  value?: string
}

export interface TableColumn {
  name: string
  label: string
  min_width?: string
  max_width?: string
  sortable?: boolean
  searchable?: boolean
  filterable?: boolean
  link?: boolean
  data_type?: 'string' | 'number' | 'time'
  cell_type?: TableCellType
  cell_overflow?: 'tooltip' | 'wrap'
  filters?: string[]
  align?: 'left' | 'center' | 'right'
}

export interface TableCellType {
  progress?: { color?: string; name?: string }
  icon?: { color?: string; name?: string }
  tag?: { name: string; tags?: Tag[] }
  menu?: { commands: Command[]; name?: string }
  markdown?: { name?: string; target?: string }
}

export interface TableRow {
  name: string
  /** In the order of the columns. */
  cells: string[]
}

export interface TableGroup {
  label: string
  rows: TableRow[]
  collapsed?: boolean
}

export interface TablePagination {
  total_rows: number
  rows_per_page: number
}
