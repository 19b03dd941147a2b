import { beforeAll, describe, expect, test } from 'vitest'
import { loadViews, settle, showPage, type Shown } from '../tab.tsx'
import type { Sight, Table, Visible } from './table.ts'
import { vocabulary } from './vocabulary.ts'

/** What views load when they need it. A machine that is busy takes long for that; nothing here waits for it. */
const modules = [
  () => import('../../cards/meta/overlay_views.tsx'),
  () => import('../../components/command/menu.tsx'),
  () => import('../../components/date_picker/calendar.tsx'),
  () => import('../../components/dropdown/choice_list.tsx'),
  () => import('../../markdown/render.ts'),
  () => import('../../plot/index.ts'),
  () => import('../../theme/themes.ts'),
]

/** Loads it beforehand. */
export const loadOnDemand = (): Promise<unknown> => Promise.all(modules.map((load) => load()))

/** More often than this nothing that is loaded on demand is waited for. */
export const turns = 40

async function becomes(wanted: boolean, sight: Sight, shown: Shown): Promise<boolean> {
  for (let turn = 0; turn < turns; turn++) {
    if (Boolean(await sight(shown)) === wanted) return true
    await settle()
  }
  return false
}

/** Sets every attribute of a table on a page that is on screen, and looks at what comes of it. */
export function check(table: Table): void {
  const { kind, name, rows } = table
  describe(`${kind.slice(0, -1)} ${name}`, () => {
    beforeAll(loadOnDemand)
    test('has a row for every attribute', () => expect(Object.keys(rows).sort()).toEqual([...(vocabulary[kind][name] ?? [])].sort()))
    for (const [attribute, row] of Object.entries(rows)) {
      if (!('unseen' in row)) test(attribute, () => checkRow(table, attribute, row))
    }
  })
}

async function checkRow(table: Table, attribute: string, { value, seen, given = {}, first, stays }: Visible): Promise<void> {
  await loadViews({ value })
  // Pages change what they are made of.
  const shown = await showPage(structuredClone(table.page({ ...table.base, ...given })))
  await first?.(shown)
  expectDrawn(shown)
  expect(await becomes(false, seen, shown), 'nothing is to be seen before it is set').toBe(true)
  await shown.apply({ k: `${table.path} ${attribute}`, v: structuredClone(value) })
  await first?.(shown)
  expect(await becomes(true, seen, shown), `set to ${JSON.stringify(value)} it is to be seen in ${document.body.innerHTML}`).toBe(true)
  expectDrawn(shown)
  if (stays !== undefined) return
  await shown.apply({ k: `${table.path} ${attribute}`, v: null })
  await first?.(shown)
  expect(await becomes(false, seen, shown), `taken back it is not to be seen any more in ${document.body.innerHTML}`).toBe(true)
  expectDrawn(shown)
}

/** What cannot be seen because its view has failed is not rightly gone. */
function expectDrawn({ root }: Shown): void {
  const told = [...root.querySelectorAll('.w-unknown')].map(({ textContent }) => textContent)
  expect(told.filter((text) => text?.includes('could not be drawn'))).toEqual([])
}
