import { expect, test } from 'vitest'
import { all } from './all.ts'
import { vocabulary, type Kind } from './vocabulary.ts'

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
