import type { Buffer } from './buffers/buffer.ts'
import { isBuffer } from './buffers/load.ts'
import { isObject, member, setMember, toIndex, type Json, type JsonObject } from './json.ts'
import { Cursor } from './row.ts'

/** What lies at one step of a path: JSON, a buffer or a row of one. */
export type Node = unknown

/**
 * Hears of a container (object, array, buffer or page) when its content, or that of something in it, has changed.
 *
 * `member` is the member that was set, when it is the container's own.
 */
export type Touch = (container: object, member?: string) => void

/** A place that a path leads to: what lies there, and the containers around it that make up one thing on screen. */
export interface Place {
  node: Node
  /** From the outermost to the innermost; the last one is `node` itself. */
  within: readonly object[]
  /** Could a snapshot name a member of this place? Only such a member can hold a buffer. [B19, B20] */
  nameable: boolean
}

/** The place that is a thing of its own: a card's attributes, or a component. */
export const rootPlace = (node: JsonObject, nameable = true): Place => ({ node, within: [node], nameable })

/** One step down. Undefined when there is nothing there. */
export function step(node: Node, segment: string): Node {
  if (Array.isArray(node)) {
    const index = toIndex(segment, node.length)
    return index === undefined ? undefined : node[index]
  }
  if (isBuffer(node)) return node.at(segment)
  if (node instanceof Cursor) return node.get(segment)
  return isObject(node) ? member(node, segment) : undefined
}

/** Follows a path down from a place. Undefined when it leads nowhere. */
export function walk(start: Place, path: readonly string[]): Place | undefined {
  let { node, within, nameable } = start
  for (const segment of path) {
    const next = step(node, segment)
    if (typeof next !== 'object' || next === null) return undefined
    if (next instanceof Cursor || segment.includes('.')) nameable = false
    if (isBuffer(next) || (isObject(node) && isWrapper(node, within.at(-2)))) within = [next]
    // A row is no container of its own: whoever reads it reads its buffer.
    else if (!(next instanceof Cursor)) within = [...within, next]
    node = next
  }
  return { node, within, nameable }
}

/** Is this `{"textbox": {…}}` in a list? What it wraps is a component: a thing of its own on screen. */
function isWrapper(node: JsonObject, parent: object | undefined): boolean {
  const members = Object.values(node)
  return Array.isArray(parent) && members.length === 1 && isObject(members[0])
}

/** Sets what lies one step below a place, if something can be set there; arrays never grow. */
export function assign(place: Place, segment: string, value: Json | Buffer, touch: Touch): void {
  const canHold = !isBuffer(value) || (place.nameable && isObject(place.node) && !segment.includes('.'))
  if (!setIn(place.node, segment, canHold ? (value as Json) : {})) return
  for (const container of place.within) touch(container, container === place.node ? segment : undefined)
}

function setIn(node: Node, segment: string, value: Json): boolean {
  if (isBuffer(node) || node instanceof Cursor) return node.set(segment, value)
  if (Array.isArray(node)) {
    const index = toIndex(segment, node.length)
    if (index === undefined) return false
    node[index] = value
    return true
  }
  if (!isObject(node)) return false
  assignMember(node, segment, value)
  return true
}

/** Sets a member of an object; null deletes it. */
export function assignMember(object: JsonObject, name: string, value: unknown): void {
  if (value === null || value === undefined) delete object[name]
  else setMember(object, name, value)
}
