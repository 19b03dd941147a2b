import type { ComponentType } from 'preact'
import { isObject, type JsonObject } from '../page/json.ts'

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
