import { expect, test } from 'vitest'
import { contentCards } from './cards.ts'
import { choosing } from './choices.ts'
import { containers } from './containers.ts'
import { inputs } from './inputs.ts'
import { metas } from './meta.ts'
import { stats } from './stats.ts'
import { tables } from './tables.ts'
import { texts } from './texts.ts'
import { visuals } from './visuals.ts'
import { vocabulary, type Kind } from './vocabulary.ts'

const all = [contentCards, choosing, containers, inputs, metas, stats, tables, texts, visuals].flat()

/** Parts whose attributes show elsewhere than in the document. */
const elsewhere: Readonly<Record<string, string>> = {
  Mark: 'drawn on a canvas: see src/plot',
  Plot: 'nothing but its marks',
}

test.each(['cards', 'components', 'parts'] as Kind[])('there is a table for each of the %s that authors can use', (kind) => {
  const here = new Set(all.filter((table) => table.kind === kind).map(({ name }) => name))
  const missing = Object.keys(vocabulary[kind]).filter((name) => !here.has(name) && !Object.hasOwn(elsewhere, name))
  expect(missing).toEqual([])
})
