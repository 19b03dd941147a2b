import { boxOf, idOf, type Card } from '../card.ts'
import { CardFrame } from '../card_frame.tsx'
import { parseGridBox, type GridBox } from './box.ts'
import { placeOnGrid, readingOrder } from './grid.ts'

interface Placed {
  card: Card
  box: GridBox
}

/** Cards on a grid. They stand in reading order, which is what keyboards, readers and small screens follow. */
export function GridView({ cards }: { cards: readonly Card[] }) {
  const placed = cards.flatMap((card): Placed[] => {
    const box = parseGridBox(boxOf(card))
    return box ? [{ card, box }] : []
  })
  placed.sort((a, b) => readingOrder(a.box, b.box))
  return (
    <main class="w-grid">
      {placed.map(({ card, box }) => (
        <CardFrame
          key={idOf(card)}
          card={card}
          style={placeOnGrid(box)}
          {...(box.h <= 0 && { class: 'w-stretched' })}
        />
      ))}
    </main>
  )
}
