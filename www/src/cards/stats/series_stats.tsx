import type { CardProps } from '../../view/card.ts'
import { SparkView } from './drawing/spark_view.tsx'
import { Text, Title } from './text.tsx'

export const SmallSeriesStat = ({ card }: CardProps) => (
  <div class="w-stat w-stat-bleeds">
    <div class="w-stat-ends w-stat-head">
      <Title card={card} />
      <Text card={card} attr="value" class="w-stat-value w-stat-inline" />
    </div>
    <SparkView card={card} />
  </div>
)

export const WideSeriesStat = ({ card }: CardProps) => (
  <div class="w-stat w-stat-beside">
    <SparkView card={card} />
    <div class="w-stat-texts">
      <Title card={card} />
      <div class="w-stat-values">
        <Text card={card} attr="value" class="w-stat-value w-stat-m" />
        <Text card={card} attr="aux_value" class="w-stat-aux" />
      </div>
    </div>
  </div>
)

export const TallSeriesStat = ({ card }: CardProps) => (
  <div class="w-stat w-stat-bleeds">
    <div class="w-stat-head">
      <Title card={card} />
      <Text card={card} attr="value" class="w-stat-value w-stat-m" />
      <Text card={card} attr="aux_value" class="w-stat-aux" />
    </div>
    <SparkView card={card} />
  </div>
)
