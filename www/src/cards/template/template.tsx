import '../card_body.css'
import { Rendered } from '../../components/template/rendered.tsx'
import { evaluate } from '../../format/template.ts'
import type { CardProps, CardView } from '../../view/card.ts'
import { useNode } from '../../view/reactive.ts'
import { useRecord } from '../../view/records.ts'
import type { TemplateCard } from '../../vocabulary/frames.ts'

/** HTML made of a template and the card's data. */
function TemplateCardView({ card }: CardProps) {
  const { title, content } = useNode(card.data) as unknown as TemplateCard
  const data = useRecord(card)
  const heading = evaluate(title, data)
  return (
    <div class="w-card-body">
      {heading && <h2 class="w-title">{heading}</h2>}
      <Rendered content={content} data={data} />
    </div>
  )
}

export const views: Record<'template', CardView> = { template: TemplateCardView }
