import '../card_body.css'
import './frame.css'
import { DocumentFrame } from '../../components/frame/document.tsx'
import type { CardProps, CardView } from '../../view/card.ts'
import { useNode } from '../../view/reactive.ts'
import type { FrameCard } from '../../vocabulary/frames.ts'

/** Another page in a card. A compact card is nothing but that page. */
function FrameCardView({ card }: CardProps) {
  const { title, path, content, compact } = useNode(card.data) as unknown as FrameCard
  return (
    <div class={compact ? 'w-frame-compact' : 'w-card-body'}>
      {title && !compact && <h2 class="w-title">{title}</h2>}
      <DocumentFrame title={title || card.name} path={path} content={content} />
    </div>
  )
}

export const views: Record<'frame', CardView> = { frame: FrameCardView }
