import type { Buffer } from '../../page/buffers/buffer.ts'
import type { Json } from '../../page/json.ts'
import { toRecords } from '../../page/packed.ts'
import type { Card } from '../../view/card.ts'
import { useNode } from '../../view/reactive.ts'

type Colors = (place: number) => unknown

function inBuffer(buffer: Buffer): Colors {
  useNode(buffer)
  return (place) => buffer.at(String(place))?.get('color')
}

function inRecords(data: Json | undefined): Colors {
  const records = toRecords(data)
  return (place) => records[place]?.['color']
}

/** So many pixels in a line, and so many lines. */
export const side = 16

/** The colours of all pixels, line by line. Nothing is where nobody has painted. */
export function readColors(card: Card): string[] {
  const buffer = card.buffer('data')
  const colorAt = buffer ? inBuffer(buffer) : inRecords(useNode(card.data)['data'])
  return Array.from({ length: side * side }, (_, place) => String(colorAt(place) ?? ''))
}
