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
  for (const [tag, attributes] of Object.entries(component)) if (isObject(attributes)) return [tag, attributes]
  return undefined
}

/** What kinds of components there are in a list, at any depth: whatever wraps something could be one. */
export function tagsIn(items: Json | undefined, found = new Set<string>()): Set<string> {
  if (!Array.isArray(items)) return found
  for (const item of items) {
    const [tag, attributes] = (isObject(item) && unwrap(item)) || []
    if (!tag || !attributes) continue
    found.add(tag)
    for (const inner of Object.values(attributes)) tagsIn(inner, found)
  }
  return found
}
