import type { Buffer, BufferJson } from './buffers/buffer.ts'
import { isBuffer } from './buffers/load.ts'
import type { Card, CardJson } from './card.ts'
import { isObject, setMember, type Json, type JsonObject } from './json.ts'

type Found = Map<string, Buffer>

/** The card on the wire: buffers taken out of the attributes and pointed at by `~` attributes. [S2–S5] */
export function dumpCard(card: Card): CardJson {
  const found: Found = new Map()
  const d: JsonObject = {}
  for (const [attr, value] of Object.entries(card.data)) {
    if (isBuffer(value)) found.set(attr, value)
    else setMember(d, attr, withoutBuffers(value, attr, found))
  }
  const paths = [...found.keys()].sort()
  for (const attr of Object.keys(d)) if (isMistakable(attr, d[attr], found)) delete d[attr]
  paths.forEach((path, place) => setMember(d, `~${path}`, place))
  const b = paths.map((path) => structuredClone(found.get(path)?.dump()) as BufferJson)
  return b.length ? { d, b } : { d }
}

/** Would this attribute be taken for a pointer to a buffer when the card is loaded? */
function isMistakable(attr: string, value: Json | undefined, found: Found): boolean {
  if (!attr.startsWith('~')) return false
  const place = typeof value === 'number' ? Math.trunc(value) : -1
  return (place >= 0 && place < found.size) || found.has(attr.slice(1))
}

/** A copy in which an empty object stands for every buffer; the buffers themselves are found, by path. */
function withoutBuffers(value: Json, path: string, found: Found): Json {
  if (isBuffer(value)) {
    found.set(path, value)
    return {}
  }
  if (Array.isArray(value)) return value.map((inner, place) => withoutBuffers(inner, `${path}.${place}`, found))
  if (!isObject(value)) return value
  const copy: JsonObject = {}
  for (const [name, inner] of Object.entries(value)) setMember(copy, name, withoutBuffers(inner, `${path}.${name}`, found))
  return copy
}
