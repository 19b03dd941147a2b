import type { CardProps } from '../../../view/card.ts'
import { inkStyle } from '../../../view/css.ts'
import { useNode } from '../../../view/reactive.ts'
import type { StatListCard, StatListItem } from '../../../vocabulary/stat_rows.ts'
import { Heading, Soft, StatItemHead } from './stat_item.tsx'

export function StatList({ card }: CardProps) {
  const { title, subtitle, items, name } = useNode(card.data) as unknown as StatListCard
  return (
    <div class="w-stat w-stat-scrolls">
      <Heading title={title} subtitle={subtitle} />
      <ul class="w-stat-list">
        {(Array.isArray(items) ? useNode(items) : []).map((item, place) => (
          <Item key={item.name ?? place} item={item} cardName={name} />
        ))}
      </ul>
    </div>
  )
}

function Item({ item, cardName }: { item: StatListItem; cardName: string | undefined }) {
  const { name, value, value_color, aux_value } = useNode(item)
  return (
    <li class={`w-stat-item ${name ? 'w-stat-clickable' : ''}`}>
      <StatItemHead item={item} cardName={cardName} />
      <span class="w-stat-item-values">
        {value && <strong style={inkStyle(value_color)}>{value}</strong>}
        <Soft>{aux_value}</Soft>
      </span>
    </li>
  )
}
