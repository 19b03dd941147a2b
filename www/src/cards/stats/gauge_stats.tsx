import type { CardProps } from '../../view/card.ts'
import { useNode } from '../../view/reactive.ts'
import type { TallGaugeStatCard, WideGaugeStatCard } from '../../vocabulary/progress_stats.ts'
import { shareOf } from './drawing/progress.ts'
import { Ring } from './drawing/ring.tsx'
import { Text, Title, useText } from './text.tsx'

export function WideGaugeStat({ card }: CardProps) {
  const { progress } = useNode(card.data) as unknown as WideGaugeStatCard
  return (
    <div class="w-stat w-stat-beside">
      <div class="w-stat-gauge">
        <CardRing card={card} thickness={9} />
        <span aria-hidden="true">{`${Math.round(shareOf(progress) * 100)}%`}</span>
      </div>
      <div class="w-stat-texts">
        <Title card={card} />
        <div class="w-stat-values">
          <Text card={card} attr="value" class="w-stat-value w-stat-m" />
          <Text card={card} attr="aux_value" class="w-stat-aux" />
        </div>
      </div>
    </div>
  )
}

export const TallGaugeStat = ({ card }: CardProps) => (
  <div class="w-stat">
    <Title card={card} />
    <div class="w-stat-gauge w-stat-gauge-tall">
      <CardRing card={card} thickness={6} />
      <div>
        <Text card={card} attr="value" class="w-stat-value w-stat-s" />
        <Text card={card} attr="aux_value" class="w-stat-aux" />
      </div>
    </div>
  </div>
)

function CardRing({ card, thickness }: CardProps & { thickness: number }) {
  const { progress, plot_color } = useNode(card.data) as unknown as TallGaugeStatCard | WideGaugeStatCard
  return <Ring label={useText(card, 'title')} progress={progress} color={plot_color} thickness={thickness} />
}
