import '../button/button.css'
import '../dropdown/dropdown.css'
import '../field/field.css'
import { useId } from 'preact/hooks'
import { Icon } from '../../view/icon.tsx'
import { InfoTip } from '../../view/tooltip.tsx'
import type { Table } from '../../vocabulary/table.ts'
import type { Column } from './column.ts'
import type { QueryControls } from './use_query.ts'

interface Props {
  model: Table
  columns: readonly Column[]
  controls: QueryControls
}

/** Fixed groups leave nothing to group by, unless the app does the grouping. */
export const isGroupable = ({ groupable, groups, pagination }: Table): boolean => Boolean(groupable && (!groups || pagination))

/** What stands above the table: a search box, and a choice of columns to group by. */
export function Toolbar({ model, columns, controls }: Props) {
  const searchable = columns.some((column) => column.searchable)
  const groupable = isGroupable(model)
  if (!searchable && !groupable && !model.tooltip) return null
  return (
    <div class="w-table-toolbar">
      {groupable && <GroupBy columns={columns} controls={controls} />}
      {searchable && <Search controls={controls} />}
      <InfoTip text={model.tooltip} />
    </div>
  )
}

function GroupBy({ columns, controls }: Omit<Props, 'model'>) {
  const id = useId()
  return (
    <div class="w-table-group-by">
      <label class="w-label" for={id}>
        Group by
      </label>
      <div class="w-box w-dropdown">
        <select id={id} value={controls.query.groupBy} onChange={({ currentTarget }) => controls.groupBy(currentTarget.value)}>
          <option value="">(No Grouping)</option>
          {columns.map(({ name, label }) => (
            <option key={name} value={name}>
              {label}
            </option>
          ))}
        </select>
        <Icon name="ChevronDown" class="w-dropdown-chevron" />
      </div>
    </div>
  )
}

const Search = ({ controls: { query, search } }: Pick<Props, 'controls'>) => (
  <div class="w-box w-table-search">
    <Icon name="Search" class="w-table-search-icon" />
    <input
      type="search"
      data-test="search"
      aria-label="Search"
      placeholder="Search"
      autocomplete="off"
      value={query.words}
      onInput={({ currentTarget }) => search(currentTarget.value)}
    />
  </div>
)
