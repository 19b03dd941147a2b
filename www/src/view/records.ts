import { unpack } from '../page/packed.ts'
import type { Json } from '../page/json.ts'
import type { Card } from './card.ts'
import { useNode } from './reactive.ts'

/** The data of a card that its `=` expressions are about: a record, from wherever it comes. */
export function useRecord(card: Card): Json {
  const buffer = card.buffer('data')
  if (!buffer) return unpack(useNode(card.data)['data'] ?? null)
  const { fields } = useNode(buffer)
  const first = buffer.rows()[0]
  return first ? fields.record(first) : {}
}
