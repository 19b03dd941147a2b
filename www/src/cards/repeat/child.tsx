import { isObject, type Json, type JsonObject } from '../../page/json.ts'
import { unpack } from '../../page/packed.ts'
import type { Card } from '../../view/card.ts'
import { ErrorBoundary } from '../../view/error_boundary.tsx'
import { ChildView } from './child_view.tsx'

/** What all children of a card have in common. */
export function propsOf(value: Json | undefined): JsonObject {
  const props = unpack(value ?? null)
  return isObject(props) ? props : {}
}

interface ChildProps {
  /** The card around it. */
  parent: Card
  view: string
  props: JsonObject
  row: JsonObject
}

/** A card inside of a card, about one row of its data. */
export function Child({ parent, view, props, row }: ChildProps) {
  const card: Card = { name: parent.name, data: { ...props, view, data: row }, buffer: () => undefined }
  return (
    <ErrorBoundary what={`An item of the card "${parent.name}"`}>
      <ChildView card={card} view={view} />
    </ErrorBoundary>
  )
}
