import type { Card } from '../../view/card.ts'
import { useNode } from '../../view/reactive.ts'

/** So many pixels in a line, and so many lines. */
export const side = 16

/** The colours of all pixels, line by line. Nothing is where nobody has painted. */
export function readColors(card: Card): string[] {
  const buffer = card.buffer('data')
  if (buffer) useNode(buffer)
  return Array.from({ length: side * side }, (_, place) => String(buffer?.at(String(place))?.get('color') ?? ''))
}
