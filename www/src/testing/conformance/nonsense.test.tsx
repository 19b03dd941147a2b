import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Json } from '../../page/json.ts'
import { loadViews, showPage } from '../tab.tsx'
import { all } from './all.ts'

/** Python checks what authors say; whoever writes pages over HTTP says what he likes. */
const nonsense: readonly Json[] = [7, [null], { a: 1 }]

beforeAll(() => loadViews(all.map((table) => table.page(table.base)) as unknown as Json))
beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  vi.spyOn(console, 'warn').mockImplementation(() => {})
})

const subjects = all.filter(({ kind }) => kind !== 'parts')

describe.each(subjects)('$kind $name', (table) => {
  test('leaves the others alone whatever is said of it, and is drawn again when that is mended', async () => {
    const neighbour = { view: 'markup', box: '9 9 1 1', title: 'Neighbour', content: '' }
    const shown = await showPage(structuredClone({ ...table.page(table.base), neighbour }))
    const { root, apply } = shown
    for (const attribute of Object.keys(table.rows).filter((name) => name !== 'box')) {
      for (const value of nonsense) {
        await apply({ k: `${table.path} ${attribute}`, v: structuredClone(value) })
        expect(root.querySelector('[data-test=neighbour]')?.textContent, `${attribute}: ${JSON.stringify(value)}`).toBe('Neighbour')
      }
      await apply({ k: `${table.path} ${attribute}`, v: structuredClone(table.base[attribute] ?? null) })
      expect(root.querySelector('.w-unknown')?.textContent ?? '', `${attribute}, mended`).not.toContain('could not be drawn')
    }
  })
})
