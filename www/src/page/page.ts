import type { BufferBody, BufferJson } from './buffers/buffer.ts'
import { Card, type CardJson } from './card.ts'
import { dumpCard } from './dump.ts'
import { lowerCased, type Json, type JsonObject } from './json.ts'
import type { Touch } from './path.ts'

/** A page on the wire. */
export interface PageJson {
  c?: Record<string, CardJson>
}

/** One elementary change of a page. */
export interface Op {
  /** What to change: a card, or a path into one, separated by single spaces. Nothing: drop the page. */
  k?: string | null
  /** The value to set. */
  v?: Json
  /** Attributes of a card to add. */
  d?: JsonObject | null
  /** Buffers that the attributes point at. */
  b?: (BufferJson | null)[] | null
  c?: BufferBody | null
  f?: BufferBody | null
  m?: BufferBody | null
  l?: BufferBody | null
}

/** Cards by name, kept up to date by applying ops. */
export class Page {
  /** In the order in which they were added. */
  readonly cards = new Map<string, Card>()
  readonly #touch: Touch

  /** `touch` hears of every container whose content changes, as soon as it has. */
  constructor(touch: Touch = () => {}) {
    this.#touch = touch
  }

  static load(json: PageJson, touch?: Touch): Page {
    const page = new Page(touch)
    for (const [name, card] of Object.entries(json.c ?? {})) page.cards.set(name, new Card(name, card))
    return page
  }

  apply(ops: readonly Op[]): void {
    for (const op of ops) this.#applyOne(op)
  }

  /** Becomes another page. Cards that both have stay the same objects, and so do their views: only what differs is touched. */
  become(other: Page): void {
    const cards = [...other.cards].map(([name, card]) => [name, this.cards.get(name)?.become(card, this.#touch) ?? card] as const)
    this.cards.clear()
    for (const [name, card] of cards) this.cards.set(name, card)
    this.#touch(this)
  }

  /** The page on the wire, for comparison: what a server would answer to someone who reads it. */
  dump(): PageJson {
    return { c: Object.fromEntries([...this.cards].map(([name, card]) => [name, dumpCard(card)])) }
  }

  #applyOne(raw: Op): void {
    const op = lowerCased(raw)
    if (!op.k) this.#drop()
    else if (op.c ?? op.f ?? op.m ?? op.l) this.#setBuffer(op.k, op)
    else if (op.d) this.#addCard(op.k, { d: op.d, b: op.b ?? [] })
    else this.#set(op.k, op.v ?? null)
  }

  #drop(): void {
    this.cards.clear()
    this.#touch(this)
  }

  #addCard(name: string, json: CardJson): void {
    // A card that is replaced keeps its place among the others.
    this.cards.set(name, new Card(name, json))
    this.#touch(this)
  }

  #set(key: string, value: Json): void {
    const [name = '', ...path] = key.split(' ')
    if (path.length) this.cards.get(name)?.set(path, value, this.#touch)
    else if (this.cards.delete(name)) this.#touch(this)
  }

  #setBuffer(key: string, json: Op): void {
    const [name = '', ...path] = key.split(' ')
    if (path.length) this.cards.get(name)?.attach(path, json as BufferJson, this.#touch)
    else if (this.cards.delete(name)) this.#touch(this)
  }
}
