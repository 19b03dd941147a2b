import './section.css'
import { Items } from '../../components/items.tsx'
import { Markdown } from '../../markdown/markdown.tsx'
import { unpack } from '../../page/packed.ts'
import type { CardProps, CardView } from '../../view/card.ts'
import { useNode } from '../../view/reactive.ts'
import type { SectionCard } from '../../vocabulary/content.ts'

function SectionCardView({ card }: CardProps) {
  const { title, subtitle, items } = useNode(card.data) as unknown as SectionCard
  return (
    <div class="w-section">
      <div class="w-section-text">
        <h2>{title}</h2>
        <Markdown text={subtitle ?? ''} />
      </div>
      {items && (
        <div class="w-items-row w-section-items">
          <Items items={unpack(card.data['items'] ?? null)} />
        </div>
      )}
    </div>
  )
}

export const views: Record<'section', CardView> = { section: SectionCardView }
