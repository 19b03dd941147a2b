import '../button/button.css'
import { Icon } from '../../view/icon.tsx'
import type { Table, TablePagination } from '../../vocabulary/table.ts'

interface Props {
  model: Table
  /** How many rows there are to see, and how many there are in all. */
  shown: number
  total: number
  /** Can rows be hidden by a search or a filter? */
  countable: boolean
  page: number
  onPage: (page: number) => void
  onReset: () => void
  onDownload: () => void
}

/** What stands below the table: how many rows there are, the pages, and buttons. */
export function Footer({ model, shown, total, countable, page, onPage, onReset, onDownload }: Props) {
  const { pagination, downloadable, resettable } = model
  const counted = countable && !pagination
  if (!counted && !pagination && !downloadable && !resettable) return null
  return (
    <div class="w-table-footer">
      <div class="w-table-counts" role="status">
        {counted && `${shown.toLocaleString()} of ${total.toLocaleString()}`}
      </div>
      {pagination && <Pager pagination={pagination} page={page} onPage={onPage} />}
      <div class="w-table-buttons">
        {downloadable && (
          <button type="button" class="w-icon-button" aria-label="Download data" title="Download data" onClick={onDownload}>
            <Icon name="Download" />
          </button>
        )}
        {resettable && (
          <button type="button" class="w-button w-button-link" onClick={onReset}>
            <Icon name="Refresh" /> Reset table
          </button>
        )}
      </div>
    </div>
  )
}

interface PagerProps {
  pagination: TablePagination
  page: number
  onPage: (page: number) => void
}

function Pager({ pagination: { total_rows: total, rows_per_page: size }, page, onPage }: PagerProps) {
  const last = Math.max(1, Math.ceil(total / Math.max(1, size)))
  const here = Math.min(page, last)
  const from = total ? (here - 1) * size + 1 : 0
  const steps = [
    { label: 'First page', icon: 'DoubleChevronLeft', to: 1 },
    { label: 'Previous page', icon: 'ChevronLeft', to: here - 1 },
    { label: 'Next page', icon: 'ChevronRight', to: here + 1 },
    { label: 'Last page', icon: 'DoubleChevronRight', to: last },
  ]
  const buttons = steps.map(({ label, icon, to }) => (
    <button
      key={label}
      type="button"
      class="w-icon-button"
      aria-label={label}
      disabled={to < 1 || to > last || to === here}
      onClick={() => onPage(to)}
    >
      <Icon name={icon} />
    </button>
  ))
  return (
    <nav class="w-table-pager" aria-label="Pages of the table">
      {buttons.slice(0, 2)}
      <span>
        <b>{from.toLocaleString()}</b> to <b>{Math.min(here * size, total).toLocaleString()}</b> of <b>{total.toLocaleString()}</b>
      </span>
      {buttons.slice(2)}
    </nav>
  )
}
