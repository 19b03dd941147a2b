import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Json, JsonObject } from '../../page/json.ts'
import { loadViews, settle, showPage, type Shown } from '../tab.tsx'
import { all } from './all.ts'
import { loadOnDemand, turns } from './check.ts'
import type { Table } from './table.ts'

/** Python checks what authors say; whoever writes pages over HTTP says what he likes. */
const nonsense: readonly Json[] = [7, [null], { a: 1 }]

/** Vega needs a canvas to draw on. */
vi.mock('../../components/vega_visualization/engine.ts', () => {
  const view = { width: () => view, height: () => view, data: () => view, runAsync: () => Promise.resolve() }
  return { drawChart: () => Promise.resolve({ view, finalize: () => {} }) }
})

beforeAll(loadOnDemand)
beforeAll(() => loadViews(all.map((table) => table.page(table.base)) as unknown as Json))
beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  vi.spyOn(console, 'warn').mockImplementation(() => {})
})

const subjects = all.filter(({ kind }) => kind !== 'parts')

/**
 * What a page looks like, but for what has been announced. Ids are given anew to whatever is drawn anew, and some attributes say
 * nothing when they are empty.
 */
const lookOf = ({ root }: Shown): string =>
  [...root.querySelectorAll(':scope > :not(.w-sr)')]
    .map(({ outerHTML }) => outerHTML.replaceAll(/\bP\d+-\d+/g, 'P').replaceAll(/ (placeholder|target|rel)=""/g, ''))
    .join('')

/** A page with another card, and with another component where there can be one. */
function pageOf({ kind, page, base }: Table): Record<string, JsonObject> {
  const cards = structuredClone(page(base))
  if (kind === 'components') (cards['form']?.['items'] as Json[]).push({ text: { name: 'beside', content: 'Beside' } })
  return { ...cards, neighbour: { view: 'markup', box: '9 9 1 1', title: 'Neighbour', content: '' } }
}

describe.each(subjects)('$kind $name', (table) => {
  const attributes = Object.keys(table.rows).filter((name) => name !== 'box')
  test.each(attributes)('leaves the others alone whatever is said of its %s, and is as before when that is mended', async (attribute) => {
    const shown = await showPage(pageOf(table))
    const others = table.kind === 'components' ? ['neighbour', 'beside'] : ['neighbour']
    const told = (): unknown[] => others.map((name) => shown.query(`[data-test=${name}]`)?.textContent)
    for (let turn = 0; turn < 5; turn++) await settle()
    const [before, said] = [lookOf(shown), told()]
    for (const value of nonsense) {
      await shown.apply({ k: `${table.path} ${attribute}`, v: structuredClone(value) })
      expect(told(), JSON.stringify(value)).toEqual(said)
    }
    await shown.apply({ k: `${table.path} ${attribute}`, v: structuredClone(table.base[attribute] ?? null) })
    for (let turn = 0; turn < turns && lookOf(shown) !== before; turn++) await settle()
    expect(lookOf(shown)).toBe(before)
  })
})
