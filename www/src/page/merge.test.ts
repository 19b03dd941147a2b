import { expect, test } from 'vitest'
import { Page, type PageJson } from './page.ts'

const given: PageJson = {
  c: {
    a: { d: { view: 'form', box: '1', items: [{ textbox: { name: 't', label: 'A' } }, { text: { content: 'x' } }] } },
    b: { d: { view: 'x', n: 1 }, b: [] },
    c: { d: { view: 'y', '~rows': 0 }, b: [{ f: { f: ['u'], d: [[1]], n: 1 } }] },
  },
}

interface Merged {
  page: Page
  touched: [object, string | undefined][]
  /** What the first card consisted of until then. */
  before: { data: object; items: object }
}

function merged(json: PageJson): Merged {
  const touched: [object, string | undefined][] = []
  const page = Page.load(given, (container, member) => void touched.push([container, member]))
  const { data } = page.cards.get('a')!
  const before = { data, items: data['items'] as object }
  page.become(Page.load(json))
  return { page, touched, before }
}

const changed = (change: (json: Required<PageJson>) => void): PageJson => {
  const json = structuredClone(given) as Required<PageJson>
  change(json)
  return json
}

test('a page becomes any other page', () => {
  const others = [
    {},
    { c: {} },
    changed(({ c }) => delete c['a']),
    changed(({ c }) => (c['d'] = { d: { view: 'new' } })),
    changed(({ c }) => (c['a']!.d['items'] = [{ text: { content: 'y' } }])),
    changed(({ c }) => (c['a']!.d['items'] = { now: ['an', 'object', null] })),
    changed(({ c }) => (c['b'] = { d: { view: 'x', __proto: 1, m: [1, [2]] } })),
    changed(({ c }) => (c['c']!.b = [{ f: { f: ['u'], d: [[2]], n: 1 } }])),
    changed(({ c }) => (c['c'] = { d: { view: 'y', rows: 'none' } })),
  ]
  for (const other of others) {
    const { page } = merged(other)
    expect(page.dump()).toEqual(Page.load(other).dump())
    page.become(Page.load(given))
    expect(page.dump()).toEqual(Page.load(given).dump())
    expect([...page.cards.keys()]).toEqual(['a', 'b', 'c'])
  }
})

test('what is the same is left alone', () => {
  const { page, touched } = merged(changed(({ c }) => delete c['c']))
  expect(touched).toEqual([[page, undefined]])
})

test('what differs is touched, with all that is around it, and counts as set', () => {
  const { page, touched, before } = merged(
    changed(({ c }) => {
      ;(c['a']!.d['items'] as never[])[0] = { textbox: { name: 't', label: 'B' } } as never
      delete c['c']
    }),
  )
  const items = page.cards.get('a')?.data['items'] as { textbox: object }[]
  expect(touched).toEqual([
    [items[0]?.textbox, 'label'],
    [items[0]?.textbox, undefined],
    [items[0], undefined],
    [items, undefined],
    [page.cards.get('a')?.data, undefined],
    [page, undefined],
  ])
  expect(page.cards.get('a')?.data).toBe(before.data)
  expect(items).toBe(before.items)
})

test('cards keep their identity unless they are of another kind', () => {
  const touched: object[] = []
  const page = Page.load(given, (container) => void touched.push(container))
  const [a, b] = [page.cards.get('a'), page.cards.get('b')]
  page.become(Page.load(changed(({ c }) => (c['b']!.d['view'] = 'z'))))
  expect(page.cards.get('a')).toBe(a)
  expect(page.cards.get('b')).not.toBe(b)
  page.apply([{ k: 'a t label', v: 'C' }])
  expect(page.dump().c?.['a']?.d['items']).toEqual([{ textbox: { name: 't', label: 'C' } }, { text: { content: 'x' } }])
})
