import '../field/field.css'
import { useState } from 'preact/hooks'
import { SelectAll } from '../choice/select_all.tsx'
import { Popup } from '../popup/popup.tsx'
import { textOf, type Column } from './column.ts'

/** With more values than this, one wants to search among them. */
const maxPlainValues = 12
/** More than can be read anyway. */
const maxShown = 200

interface Props {
  column: Column
  /** What can be ticked. */
  values: readonly string[]
  ticked: readonly string[]
  anchor: HTMLElement
  onFilter: (values: readonly string[]) => void
  onClose: () => void
}

/** The values of a column, to be ticked. */
export function FilterMenu({ column, values, ticked, anchor, onFilter, onClose }: Props) {
  const [words, setWords] = useState('')
  const found = values.filter((value) => textOf(value, column).toLowerCase().includes(words.toLowerCase()))
  const toggle = (value: string): void => onFilter(ticked.includes(value) ? ticked.filter((one) => one !== value) : [...ticked, value])
  const selectAll = (on: boolean): void => onFilter(on ? [...new Set([...ticked, ...found])] : ticked.filter((value) => !found.includes(value)))
  const searchable = values.length > maxPlainValues
  return (
    <Popup anchor={anchor} label={`Filter by ${column.label}`} class="w-table-filters" focus="input" onClose={onClose}>
      {searchable && (
        <div class="w-box">
          <input type="search" aria-label="Search values" placeholder="Search" onInput={({ currentTarget }) => setWords(currentTarget.value)} />
        </div>
      )}
      <SelectAll onSelect={selectAll} />
      <div class="w-table-filter-values" role="group" aria-label="Values">
        {found.slice(0, maxShown).map((value) => (
          <label key={value} class="w-tick">
            <input type="checkbox" checked={ticked.includes(value)} onChange={() => toggle(value)} />
            {textOf(value, column) || '(empty)'}
          </label>
        ))}
        {found.length > maxShown && <p class="w-table-more">{`and ${found.length - maxShown} more`}</p>}
      </div>
    </Popup>
  )
}
