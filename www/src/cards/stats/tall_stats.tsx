import type { CardProps } from '../../view/card.ts'
import { useNode, useTree } from '../../view/reactive.ts'
import type { TallStatsCard } from '../../vocabulary/stats.ts'

export function TallStats({ card }: CardProps) {
  const { items } = useNode(card.data) as unknown as TallStatsCard
  const stats = Array.isArray(items) ? useTree(items) : []
  return (
    <dl class="w-stat w-stat-column">
      {stats.map(({ label, value }, place) => (
        <div key={place}>
          <dt class="w-stat-aux">{label}</dt>
          <dd class="w-stat-value w-stat-xl w-stat-accent" style={{ '--w-chars': value?.length ?? 1 }}>
            {value}
          </dd>
        </div>
      ))}
    </dl>
  )
}
