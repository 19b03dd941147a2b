import '../card_body.css'
import { Markup } from '../../markdown/markup.tsx'
import type { CardProps, CardView } from '../../view/card.ts'
import { useNode } from '../../view/reactive.ts'
import type { MarkupCard } from '../../vocabulary/frames.ts'

function MarkupCardView({ card }: CardProps) {
  const { title, content, compact } = useNode(card.data) as unknown as MarkupCard
  return (
    <div class={compact ? '' : 'w-card-body'}>
      {title && <h2 class="w-title">{title}</h2>}
      <Markup html={content} />
    </div>
  )
}

export const views: Record<'markup', CardView> = { markup: MarkupCardView }
