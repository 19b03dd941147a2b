import { useEffect, useRef } from 'preact/hooks'
import { evaluate } from '../../format/template.ts'
import { announceChange } from '../../view/announcements.ts'
import { idOf, type Card } from '../../view/card.ts'
import { useNode } from '../../view/reactive.ts'
import { useRecord } from '../../view/records.ts'

export interface TextProps {
  card: Card
  /** The attribute that holds the text, or an expression for it. */
  attr: string
  class: string
}

/** An attribute of a card as text. What does not fit is cut, and told when pointed at. */
export function Text({ card, attr, class: className }: TextProps) {
  const text = useText(card, attr)
  useAnnounced(card, useText(card, 'title'), attr === 'value' ? text : '')
  return text ? (
    <div class={className} title={text} style={{ '--w-chars': text.length }}>
      {text}
    </div>
  ) : null
}

/** Tells readers of the screen when a number is another than it was. */
function useAnnounced(card: Card, title: string, text: string): void {
  const last = useRef(text)
  useEffect(() => {
    if (text !== last.current) announceChange(idOf(card), title, text)
    last.current = text
  }, [card, title, text])
}

export const Title = ({ card }: { card: Card }) => {
  const title = useText(card, 'title')
  return title ? <h2 class="w-title w-stat-title">{title}</h2> : null
}

/** An attribute of a card, evaluated against the card's data if it is an expression. */
export const useText = (card: Card, attr: string): string => evaluate(useNode(card.data)[attr], useRecord(card))
