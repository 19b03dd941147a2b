import type { CardProps } from '../../view/card.ts'
import { Text, Title } from './text.tsx'

export const SmallStat = ({ card }: CardProps) => (
  <div class="w-stat">
    <Title card={card} />
    <Text card={card} attr="value" class="w-stat-value w-stat-m" />
  </div>
)

export const LargeStat = ({ card }: CardProps) => (
  <div class="w-stat">
    <Title card={card} />
    <div class="w-stat-values">
      <Text card={card} attr="value" class="w-stat-value w-stat-xl" />
      <Text card={card} attr="aux_value" class="w-stat-aux" />
    </div>
    <Text card={card} attr="caption" class="w-stat-caption" />
  </div>
)
