import { isObject, member, type Json, type JsonObject } from './json.ts'
import { rootPlace, type Place } from './path.ts'

/** Where a card keeps its components. */
const lists = ['items', 'secondary_items', 'buttons', 'commands']
/** Where a component keeps more of them. */
const nestedLists = ['items', 'secondary_items', 'buttons']
/** Parts of the page-level card that hold components, in their `items` or else `buttons`. */
const overlays = ['dialog', 'side_panel', 'notification_bar']
const maxDepth = 16

/** Components by name. */
export type ComponentIndex = ReadonlyMap<string, Place>

/** Finds the components of a card by name. Of two with one name the later one counts. [C6–C9] */
export function indexComponents(attributes: JsonObject): ComponentIndex {
  const index = new Map<string, Place>()
  const card = rootPlace(attributes)
  for (const name of lists) addList(index, member(attributes, name), card, 1)
  for (const name of overlays) {
    const overlay = member(attributes, name)
    if (isObject(overlay)) addList(index, member(overlay, 'items') ?? member(overlay, 'buttons'), card, 1)
  }
  return index
}

function addList(index: Map<string, Place>, list: Json | undefined, owner: Place, depth: number): void {
  if (depth > maxDepth || !Array.isArray(list)) return
  for (const element of list) if (isObject(element)) addElement(index, element, owner, depth)
}

/** `{"textbox": {…}}` wraps a component; a tab or a command, `{"name": …, "label": …}`, is a part of its owner. */
function addElement(index: Map<string, Place>, element: JsonObject, owner: Place, depth: number): void {
  let bare = false
  for (const tag of Object.keys(element).sort()) {
    const value = element[tag]
    if (isObject(value)) addComponent(index, rootPlace(value, owner.nameable && !tag.includes('.')), depth)
    else bare = true
  }
  if (bare) addComponent(index, { node: element, within: [...owner.within, element], nameable: owner.nameable }, depth)
}

function addComponent(index: Map<string, Place>, place: Place, depth: number): void {
  const component = place.node as JsonObject
  const name = member(component, 'name')
  if (typeof name === 'string') index.set(name, place)
  for (const list of nestedLists) addList(index, member(component, list), place, depth + 1)
}
