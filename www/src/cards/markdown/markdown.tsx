import '../card_body.css'
import './markdown.css'
import { evaluate } from '../../format/template.ts'
import { Markdown } from '../../markdown/markdown.tsx'
import type { CardProps, CardView } from '../../view/card.ts'
import { useNode } from '../../view/reactive.ts'
import { useRecord } from '../../view/records.ts'
import type { MarkdownCard } from '../../vocabulary/content.ts'

function MarkdownCardView({ card }: CardProps) {
  const { title, content, compact } = useNode(card.data) as unknown as MarkdownCard
  const data = useRecord(card)
  const heading = evaluate(title, data)
  return (
    <div class={`w-card-body ${compact === false ? 'w-prose' : ''}`}>
      {heading && <h2 class="w-title">{heading}</h2>}
      <Markdown text={evaluate(content, data)} />
    </div>
  )
}

export const views: Record<'markdown', CardView> = { markdown: MarkdownCardView }
