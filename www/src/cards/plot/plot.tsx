import { useCallback } from 'preact/hooks'
import type { Json } from '../../page/json.ts'
import { PlotView, type SelectedRow } from '../../plot/index.ts'
import type { CardProps } from '../../view/card.ts'
import { useClient } from '../../view/client_context.ts'
import { useNode } from '../../view/reactive.ts'
import './plot.css'
import type { PlotCard } from '../../vocabulary/plot.ts'

/** A plot with a title. Marks that are selected are an event of the card. */
export function PlotCardView({ card }: CardProps) {
  const client = useClient()
  const { title = 'Untitled', plot, data, events, interactions, animate } = useNode(card.data) as unknown as PlotCard
  const { name } = card
  const onSelect = useCallback((rows: SelectedRow[]) => client.emit(name, 'select_marks', rows as unknown as Json), [client, name])
  return (
    <div class="w-plot-card">
      {title && <h2 class="w-title">{title}</h2>}
      <PlotView
        plot={plot}
        data={card.buffer('data') ?? data}
        label={title}
        events={events}
        interactions={interactions}
        animate={animate}
        onSelect={onSelect}
      />
    </div>
  )
}
