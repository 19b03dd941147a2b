import './footer.css'
import { Items } from '../../components/items.tsx'
import { Markdown } from '../../markdown/markdown.tsx'
import type { Json } from '../../page/json.ts'
import type { CardProps, CardView } from '../../view/card.ts'
import { useNode } from '../../view/reactive.ts'
import type { FooterCard } from '../../vocabulary/frame_of_page.ts'

function FooterCardView({ card }: CardProps) {
  const { caption, items } = useNode(card.data) as unknown as FooterCard
  return (
    <footer class={`w-footer ${items ? 'w-footer-parted' : ''}`}>
      <Markdown text={caption} />
      {items && (
        <div class="w-items-row">
          <Items items={items as Json} />
        </div>
      )}
    </footer>
  )
}

export const views: Record<'footer', CardView> = { footer: FooterCardView }
