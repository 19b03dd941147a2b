import type { CardProps } from '../../../view/card.ts'
import { inkStyle } from '../../../view/css.ts'
import { useNode, useTree } from '../../../view/reactive.ts'
import type { StatTableCard, StatTableItem } from '../../../vocabulary/stat_rows.ts'
import { Heading, StatItemHead } from './stat_item.tsx'

export function StatTable({ card }: CardProps) {
  const { title, subtitle, columns, items, name } = useNode(card.data) as unknown as StatTableCard
  return (
    <div class="w-stat w-stat-scrolls">
      <Heading title={title} subtitle={subtitle} />
      <table class="w-stat-table">
        <thead>
          <tr>
            {(Array.isArray(columns) ? useNode(columns) : []).map((column, place) => (
              <th key={place} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {(Array.isArray(items) ? useNode(items) : []).map((item, place) => (
            <Row key={item.name ?? place} item={item} cardName={name} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({ item, cardName }: { item: StatTableItem; cardName: string | undefined }) {
  const { name, values, colors } = useTree(item)
  return (
    <tr class={name ? 'w-stat-clickable' : ''}>
      <th scope="row">
        <div class="w-stat-item-head">
          <StatItemHead item={item} cardName={cardName} />
        </div>
      </th>
      {(Array.isArray(values) ? values : []).map((value, place) => (
        <td key={place} style={inkStyle(colors?.[place])}>
          {value}
        </td>
      ))}
    </tr>
  )
}
