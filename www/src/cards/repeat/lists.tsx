import './lists.css'
import type { Card, CardProps } from '../../view/card.ts'
import { useNode } from '../../view/reactive.ts'
import { useRows } from '../../view/rows.ts'
import type { FlexCard, ListCard, RepeatCard } from '../../vocabulary/collections.ts'
import { Child, propsOf } from './child.tsx'

/** One child for each row. */
function Children({ card }: { card: Card }) {
  const { item_view, item_props } = useNode(card.data) as unknown as RepeatCard
  const props = propsOf(item_props)
  return (
    <>
      {useRows(card.data['data']).map((row, place) => (
        <div key={place} class="w-child" role="listitem">
          <Child parent={card} view={item_view} props={props} row={row} />
        </div>
      ))}
    </>
  )
}

export function ListCardView({ card }: CardProps) {
  const { title } = useNode(card.data) as unknown as ListCard
  return (
    <div class="w-list">
      {title && <h2 class="w-title">{title}</h2>}
      <div class="w-children" role="list">
        <Children card={card} />
      </div>
    </div>
  )
}

export const RepeatCardView = ({ card }: CardProps) => (
  <div class="w-list">
    <div class="w-children" role="list">
      <Children card={card} />
    </div>
  </div>
)

export function FlexCardView({ card }: CardProps) {
  const { direction = 'horizontal', justify, align, wrap } = useNode(card.data) as unknown as FlexCard
  const classes = [`w-flex-${direction}`, justify && `w-justify-${justify}`, align && `w-flex-align-${align}`, wrap && `w-flex-wrap w-flex-wrap-${wrap}`]
  return (
    <div class={`w-flex ${classes.filter(Boolean).join(' ')}`} role="list">
      <Children card={card} />
    </div>
  )
}
