import './lists.css'
import { evaluate } from '../../format/template.ts'
import type { CardProps } from '../../view/card.ts'
import { useNode } from '../../view/reactive.ts'
import { useRecord } from '../../view/records.ts'
import type { ListItem1Card } from '../../vocabulary/collections.ts'

/** A line of a list: what it is about, and what there is to say of it. */
export function ListItemView({ card }: CardProps) {
  const { title, caption, value, aux_value } = useNode(card.data) as unknown as ListItem1Card
  const data = useRecord(card)
  return (
    <div class="w-list-item">
      <div class="w-list-item-start">
        <strong>{evaluate(title, data)}</strong>
        <span>{evaluate(caption, data)}</span>
      </div>
      <div class="w-list-item-end">
        <strong>{evaluate(value, data)}</strong>
        <span>{evaluate(aux_value, data)}</span>
      </div>
    </div>
  )
}
