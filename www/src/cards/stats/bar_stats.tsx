import type { CardProps } from '../../view/card.ts'
import { useNode } from '../../view/reactive.ts'
import type { LargeBarStatCard, WideBarStatCard } from '../../vocabulary/progress_stats.ts'
import { Bar } from './drawing/bar.tsx'
import { Text, Title, useText } from './text.tsx'

export const WideBarStat = ({ card }: CardProps) => (
  <div class="w-stat">
    <Title card={card} />
    <div class="w-stat-values">
      <Text card={card} attr="value" class="w-stat-value w-stat-s" />
      <Text card={card} attr="aux_value" class="w-stat-aux" />
    </div>
    <CardBar card={card} />
  </div>
)

export const LargeBarStat = ({ card }: CardProps) => (
  <div class="w-stat w-stat-spread">
    <div>
      <Title card={card} />
      <Text card={card} attr="caption" class="w-stat-caption" />
    </div>
    <div class="w-stat-bar-block">
      <div class="w-stat-ends">
        <Text card={card} attr="value" class="w-stat-value w-stat-s" />
        <Text card={card} attr="aux_value" class="w-stat-value w-stat-s w-stat-soft" />
      </div>
      <CardBar card={card} />
      <div class="w-stat-ends">
        <Text card={card} attr="value_caption" class="w-stat-aux" />
        <Text card={card} attr="aux_value_caption" class="w-stat-aux" />
      </div>
    </div>
  </div>
)

function CardBar({ card }: CardProps) {
  const { progress, plot_color } = useNode(card.data) as unknown as LargeBarStatCard | WideBarStatCard
  return <Bar label={useText(card, 'title')} progress={progress} color={plot_color} />
}
