import type { Client } from '../../client.ts'
import { isObject, type Json, type JsonObject } from '../../page/json.ts'
import type { Op } from '../../page/page.ts'
import { unpack } from '../../page/packed.ts'
import type { Card } from '../../view/card.ts'
import { useNode } from '../../view/reactive.ts'

/** Something that a user has left on a card, and when. */
export interface Entry {
  /** ISO 8601, which is also its key in the card's data. */
  time: string
  said: JsonObject
}

/** What users have left on a card, the oldest first. What is not JSON is left out. */
export function useEntries(card: Card): Entry[] {
  const data = unpack(useNode(card.data)['data'] ?? null)
  if (!isObject(data)) return []
  return Object.keys(useNode(data))
    .sort()
    .flatMap((time) => {
      const said = parse(data[time])
      return said ? [{ time, said }] : []
    })
}

function parse(json: Json | undefined): JsonObject | undefined {
  try {
    const value = typeof json === 'string' ? (JSON.parse(json) as Json) : json
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** Leaves something on a card, for everybody, and removes what nobody needs any more. */
export function leave(client: Client, card: Card, said: JsonObject, obsolete: readonly string[] = []): void {
  const ops: Op[] = isObject(card.data['data']) ? [] : [{ k: `${card.name} data`, v: {} }]
  ops.push({ k: `${card.name} data ${new Date().toISOString()}`, v: JSON.stringify(said) })
  client.edit([...ops, ...removals(card, obsolete)])
}

/** Takes things off a card, for everybody. */
export const remove = (client: Client, card: Card, times: readonly string[]): void => client.edit(removals(card, times))

const removals = (card: Card, times: readonly string[]): Op[] => times.map((time) => ({ k: `${card.name} data ${time}`, v: null }))
