import '../card_body.css'
import './vega.css'
import { VegaChart } from '../../components/vega_visualization/chart.tsx'
import type { CardProps, CardView } from '../../view/card.ts'
import { useNode } from '../../view/reactive.ts'
import { useRows } from '../../view/rows.ts'
import type { VegaCard } from '../../vocabulary/vega.ts'

function VegaCardView({ card }: CardProps) {
  const { title, specification, data, grammar = 'vega-lite' } = useNode(card.data) as unknown as VegaCard
  const rows = useRows(data)
  return (
    <div class="w-card-body w-vega-card">
      {title && <h2 class="w-title">{title}</h2>}
      <VegaChart title={title || card.name} specification={specification} grammar={grammar} rows={data ? rows : undefined} />
    </div>
  )
}

export const views: Record<'vega', CardView> = { vega: VegaCardView }
