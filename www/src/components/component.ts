import type { ComponentType } from 'preact'
import { isObject, type Json, type JsonObject } from '../page/json.ts'

/** A component as it stands in a list of them: `{"textbox": {…}}`. */
export type Component = JsonObject

export interface ComponentProps<Model> {
  /** The attributes, as they are at this moment. */
  model: Model
  /** Counts how often the app has set the component's value, even if to the same: then what the user typed gives way. */
  resets?: number
}

export type ComponentView<Model> = ComponentType<ComponentProps<Model>>

/** What a component is, and its attributes. Undefined when there are none. */
export function unwrap(component: Component): [tag: string, attributes: JsonObject] | undefined {
  // Not of entries: this is asked of every row of a table, too, and would make a list of each.
  for (const tag in component) {
    const attributes = component[tag]
    if (isObject(attributes)) return [tag, attributes]
  }
  return undefined
}

/** The components in a list, at any depth: whatever wraps something could be one. */
export function* componentsIn(items: Json | undefined): Generator<[tag: string, attributes: JsonObject]> {
  if (!Array.isArray(items)) return
  for (const item of items) {
    const component = isObject(item) && unwrap(item)
    if (!component || !component[0]) continue
    yield component
    for (const inner of Object.values(component[1])) yield* componentsIn(inner)
  }
}

/** What kinds of components there are in a list, at any depth. */
export const tagsIn = (items: Json | undefined): Set<string> => new Set([...componentsIn(items)].map(([tag]) => tag))
