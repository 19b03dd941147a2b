import type { Buffer, BufferJson } from './buffers/buffer.ts'
import { isBuffer, loadBuffer } from './buffers/load.ts'
import { indexComponents, type ComponentIndex } from './components.ts'
import { isObject, member, type Json, type JsonObject } from './json.ts'
import { merge } from './merge.ts'
import { assign, rootPlace, walk, type Place, type Touch } from './path.ts'

/** A card on the wire: attributes, and the buffers that its `~` attributes point at. */
export interface CardJson {
  d: JsonObject
  b?: (BufferJson | null)[] | null
}

const silent: Touch = () => {}

type Entry = [name: string, value: unknown]
const byName = ([a]: Entry, [b]: Entry): number => (a < b ? -1 : a > b ? 1 : 0)
const byDots = (a: Entry, b: Entry): number =>
  Number(a[0].includes('.')) - Number(b[0].includes('.')) || (a[0].includes('.') ? byName(a, b) : 0)

/** A named set of attributes, some of which are buffers. */
export class Card {
  /** Attributes by name. A buffer stands where it belongs, possibly deep inside. */
  readonly data: JsonObject = {}
  #components: ComponentIndex | undefined

  constructor(
    readonly name: string,
    json: CardJson,
  ) {
    const buffers = json.b ?? []
    const attributes: [string, Json][] = []
    const pointers: [string, number][] = []
    for (const [attr, value] of Object.entries(json.d)) {
      const place = attr.startsWith('~') && typeof value === 'number' ? Math.trunc(value) : -1
      if (place >= 0 && place < buffers.length) pointers.push([attr.slice(1), place])
      else attributes.push([attr, value])
    }
    // What points into others comes after them: dotted names after plain ones, buffers last. [C4]
    attributes.sort(byDots)
    pointers.sort(byName)
    for (const [attr, value] of attributes) this.#setAttribute(attr, value, silent)
    for (const [attr, place] of pointers) this.attach([attr], buffers[place], silent)
  }

  /** The buffer held by an attribute, if it holds one. */
  buffer(attr: string): Buffer | undefined {
    const value: unknown = member(this.data, attr)
    return isBuffer(value) ? value : undefined
  }

  /** Sets what a path leads to. A path that leads nowhere changes nothing. */
  set(path: readonly string[], value: Json | Buffer, touch: Touch): void {
    const [first = '', ...rest] = path
    if (!rest.length) this.#setAttribute(first, value, touch)
    else this.#setNested(first, rest, value, touch)
    // Which components there are, or what they are called, may just have changed.
    if (typeof value === 'object' || path.at(-1) === 'name') this.#components = undefined
  }

  /** Puts a new buffer where a path leads to. */
  attach(path: readonly string[], json: BufferJson | null | undefined, touch: Touch): void {
    const buffer = loadBuffer(json)
    if (buffer) this.set(path, buffer, touch)
  }

  /** Becomes another card of the same kind, and returns itself; nothing when that one is of another kind. */
  become(other: Card, touch: Touch): Card | undefined {
    if (this.data['view'] !== other.data['view']) return undefined
    if (merge(this.data, other.data, touch)) this.#components = undefined
    return this
  }

  #setAttribute(attr: string, value: Json | Buffer, touch: Touch): void {
    const buffer = this.buffer(attr)
    if (buffer) {
      if (!isBuffer(value) && buffer.put(value)) touch(buffer)
      return
    }
    const path = attr.split('.')
    const last = path.pop() ?? attr
    const place = walk(rootPlace(this.data), path)
    if (isObject(place?.node)) assign(place, last, value, touch)
  }

  #setNested(first: string, rest: readonly string[], value: Json | Buffer, touch: Touch): void {
    const start = Object.hasOwn(this.data, first) ? walk(rootPlace(this.data), [first]) : this.#component(first)
    const place = start && walk(start, rest.slice(0, -1))
    if (place) assign(place, rest.at(-1) ?? '', value, touch)
  }

  #component(name: string): Place | undefined {
    this.#components ??= indexComponents(this.data)
    return this.#components.get(name)
  }
}
