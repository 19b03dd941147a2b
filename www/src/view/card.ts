import type { ComponentType } from 'preact'
import type { Buffer } from '../page/buffers/buffer.ts'
import type { JsonObject } from '../page/json.ts'

/** A card as its view sees it. Read `data` through `useNode(card.data)`, a buffer through `useNode(buffer)`. */
export interface Card {
  /** The name by which the app knows the card; the source of its events. */
  readonly name: string
  /** Attributes by name, as plain JSON. */
  readonly data: JsonObject
  /** The buffer held by an attribute, if it holds one; otherwise the attribute is plain or packed data, or absent. */
  buffer(attr: string): Buffer | undefined
}

export interface CardProps {
  card: Card
}

/** Draws a card. It is mounted anew when the card is replaced, and re-rendered when what it reads changes. */
export type CardView = ComponentType<CardProps>

/** What a card says of its place. */
export const boxOf = ({ data }: Card): string => String(data['box'] ?? '')

const ids = new WeakMap<Card, number>()
let lastId = 0

/** Tells cards apart: one that the app has added anew is another one, even under the same name. */
export function idOf(card: Card): number {
  let id = ids.get(card)
  if (id === undefined) ids.set(card, (id = ++lastId))
  return id
}
