import '../card_body.css'
import './form.css'
import { Items } from '../../components/items.tsx'
import { unpack } from '../../page/packed.ts'
import type { CardProps, CardView } from '../../view/card.ts'
import { useNode } from '../../view/reactive.ts'
import type { FormCard } from '../../vocabulary/content.ts'

function FormCardView({ card }: CardProps) {
  const { title } = useNode(card.data) as unknown as FormCard
  return (
    <div class="w-card-body">
      {title && <h2 class="w-title">{title}</h2>}
      <div class="w-items w-form">
        <Items items={unpack(card.data['items'] ?? null)} />
      </div>
    </div>
  )
}

export const views: Record<'form', CardView> = { form: FormCardView }
