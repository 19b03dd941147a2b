import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { isObject, lowerCased, type Json, type JsonObject } from './json.ts'
import { Page, type Op, type PageJson } from './page.ts'

const vectors = join(import.meta.dirname, '../../../tests/vectors')
const read = (file: string): string => readFileSync(join(vectors, file), 'utf8')

/** Applies an edit as the browser gets it: with the letter `d` written as it should be (D20). */
function applyEdit(page: Page, edit: Json): void {
  const ops = isObject(edit) ? lowerCased(edit)['d'] : null
  if (Array.isArray(ops)) page.apply(ops.map((op) => (isObject(op) ? (op as Op) : {})))
}

interface Vector {
  rule: string
  name: string
  given: { p: PageJson } | null
  apply?: Json
  /** The edit as text, where its spelling matters. */
  body?: string
  refuse?: true
  expect?: { p: PageJson }
}

describe('the rules of the page model', () => {
  for (const file of readdirSync(join(vectors, 'page')).filter((name) => name.endsWith('.json'))) {
    for (const vector of JSON.parse(read(`page/${file}`)) as Vector[]) {
      // What the server refuses never reaches a browser.
      if (vector.refuse || !vector.expect) continue
      test(`[${vector.rule}] ${vector.name}`, () => {
        const page = vector.given ? Page.load(vector.given.p) : new Page()
        applyEdit(page, vector.apply === undefined ? (JSON.parse(vector.body ?? 'null') as Json) : vector.apply)
        expect({ p: page.dump() }).toEqual(vector.expect)
      })
    }
  }
})

interface ServerVector {
  name: string
  ops: [string, (JsonObject & { raw?: string; raw_base64?: string }) | null][]
  page: { p?: PageJson } | null
}

/** The reference keeps the end cursor of a list to itself. */
const withoutEndCursor = (buffer: unknown): unknown =>
  isObject(buffer) && isObject(buffer['l']) ? { l: { ...buffer['l'], i: undefined } } : buffer

/** The server refuses keys that are no strings, so that they never reach a browser. */
const isRefused = (body: JsonObject | null): boolean =>
  Array.isArray(body?.['d']) && body['d'].some((op) => isObject(op) && typeof (op['k'] ?? '') !== 'string')

/** Buffers are compared by what points at them, not by where they stand in their list. */
function comparable(page: PageJson): unknown {
  return Object.entries(page.c ?? {})
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, card]) => {
      const attributes: JsonObject = {}
      const buffers: Record<string, unknown> = {}
      for (const [attr, value] of Object.entries(card.d))
        if (attr.startsWith('~') && card.b && typeof value === 'number') buffers[attr] = withoutEndCursor(card.b[value])
        else attributes[attr] = value
      return { name, attributes, buffers }
    })
}

describe('what a server of the reference makes of ops', () => {
  const exceptions = JSON.parse(read('reference/exceptions.json')) as { server: Record<string, string> }
  const skipped = new Set(Object.keys(exceptions.server))
  const cases = read('reference/server.jsonl')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as ServerVector)

  for (const vector of cases) {
    const bodies = vector.ops.map(([, body]) => body)
    // A body that is no JSON object never reaches a browser.
    if (skipped.has(vector.name) || !vector.page?.p || bodies.some((body) => body?.raw ?? body?.raw_base64)) continue
    test(vector.name, () => {
      const page = new Page()
      for (const body of bodies) if (!isRefused(body)) applyEdit(page, body)
      expect(comparable(page.dump())).toEqual(comparable(vector.page?.p ?? {}))
    })
  }
})
