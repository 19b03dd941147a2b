import './grid.css'
import { evaluate } from '../../format/template.ts'
import type { JsonObject } from '../../page/json.ts'
import { toRecords } from '../../page/packed.ts'
import type { Card, CardProps } from '../../view/card.ts'
import { useTree } from '../../view/reactive.ts'
import { useRows } from '../../view/rows.ts'
import type { GridCard } from '../../vocabulary/collections.ts'
import { Child, propsOf } from './child.tsx'

/** A table whose cells are expressions about a row, or cards about it. */
export function GridCardView({ card }: CardProps) {
  const { title, cells } = useTree(card.data) as unknown as GridCard
  const columns = toRecords(cells)
  return (
    <div class="w-grid-card">
      {title && <h2 class="w-title">{title}</h2>}
      <table>
        <thead>
          <tr>
            {columns.map(({ title: heading }, place) => (
              <th key={place} scope="col">
                {String(heading ?? '')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {useRows(card.data['data']).map((row, line) => (
            <tr key={line}>
              {columns.map((column, place) => (
                <td key={place}>
                  <Cell parent={card} column={column} row={row} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Cell({ parent, column, row }: { parent: Card; column: JsonObject; row: JsonObject }) {
  const { value, view, props } = column
  if (value !== undefined && value !== null && value !== '') return <>{evaluate(value, row)}</>
  return view ? <Child parent={parent} view={String(view)} props={propsOf(props)} row={row} /> : null
}
