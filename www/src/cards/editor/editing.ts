import type { Client } from '../../client.ts'
import type { JsonObject } from '../../page/json.ts'
import type { Op } from '../../page/page.ts'
import { boxOf, type Card } from '../../view/card.ts'
import { kinds } from './kinds.ts'
import { toLayouts, zoneNames, type PageLayout } from './layouts.ts'

const isMeta = ({ data }: Card): boolean => data['view'] === 'meta'

/** What users do to a page, as changes that everybody sees. */
export class Editing {
  readonly #client: Client

  constructor(client: Client) {
    this.#client = client
  }

  /** Adds a card, named after its kind and what is free. */
  add(view: string, changes: JsonObject): void {
    const { cards } = this.#client.page.value
    let number = 1
    while (cards.has(`${view}${number}`)) number++
    this.#client.edit([{ k: `${view}${number}`, d: { view, box: '1 1 4 4', ...kinds[view]?.initial, ...changes } }])
  }

  change(name: string, changes: JsonObject): void {
    const ops: Op[] = Object.entries(changes).map(([attr, value]) => ({ k: `${name} ${attr}`, v: value }))
    if (ops.length) this.#client.edit(ops)
  }

  remove(name: string): void {
    this.#client.edit([{ k: name }])
  }

  /** Lays the page out. A page without a meta card gets one, and cards that have no place in the layout get one, too. */
  layOut(layout: PageLayout): void {
    const value = toLayouts(layout)
    const zones = zoneNames(layout.zones)
    const cards = [...this.#client.page.value.cards.values()]
    const meta = cards.find(isMeta)
    const homeless = cards.filter((card) => !isMeta(card) && !zones.includes(boxOf(card)))
    this.#client.edit([
      meta ? { k: `${meta.name} layouts`, v: value } : { k: 'meta', d: { view: 'meta', box: '', layouts: value } },
      ...homeless.map(({ name }) => ({ k: `${name} box`, v: layout.main })),
    ])
  }
}
