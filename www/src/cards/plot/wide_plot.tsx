import { Markdown } from '../../markdown/markdown.tsx'
import { PlotView } from '../../plot/index.ts'
import type { CardProps, CardView } from '../../view/card.ts'
import { useNode } from '../../view/reactive.ts'
import './plot.css'
import type { WidePlotCard } from '../../vocabulary/plot.ts'

/** A plot with words at its side. Apart from the plot card, which has no use for markdown. */
function WidePlotCardView({ card }: CardProps) {
  const { title, caption, plot, data } = useNode(card.data) as unknown as WidePlotCard
  return (
    <div class="w-plot-card w-plot-card-wide">
      <div class="w-plot-words">
        {title && <h2 class="w-title">{title}</h2>}
        <Markdown text={caption} />
      </div>
      <PlotView plot={plot} data={card.buffer('data') ?? data} label={title} />
    </div>
  )
}

export const views: Record<'wide_plot', CardView> = { wide_plot: WidePlotCardView }
