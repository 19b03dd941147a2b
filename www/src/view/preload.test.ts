import { beforeEach, expect, test, vi } from 'vitest'
import type { Page } from '../page/page.ts'
import type { JsonObject } from '../page/json.ts'
import { preload } from './preload.ts'

const asked = vi.hoisted(() => ({ cards: [] as string[], components: [] as string[], renderer: 0 }))
vi.mock('../cards/views.ts', () => ({ cardViews: { preload: (tag: string) => asked.cards.push(tag) } }))
vi.mock('../components/views.ts', () => ({ componentViews: { preload: (tag: string) => asked.components.push(tag) } }))
vi.mock('../markdown/renderer.ts', () => ({ askForRenderer: () => asked.renderer++ }))

beforeEach(() => Object.assign(asked, { cards: [], components: [], renderer: 0 }))

const load = (...cards: JsonObject[]): void => preload({ cards: new Map(cards.map((data, place) => [String(place), { data }])) } as unknown as Page)

test('views are asked for at every depth', () => {
  load({ view: 'form', items: [{ inline: { items: [{ button: { name: 'a' } }] } }, { text: { content: 'Plain' } }] }, { view: 'plot' })
  expect(asked).toEqual({ cards: ['form', 'plot'], components: ['inline', 'button', 'text'], renderer: 0 })
})

for (const [what, card] of [
  ['of a card', { view: 'markdown', content: 'Some **bold** text' }],
  ['of a component', { view: 'form', items: [{ inline: { items: [{ message_bar: { text: '[a](#b)' } }] } }] }],
  ['that is HTML', { view: 'markup', content: '<b>x</b>' }],
] as const)
  test(`what reads markup is asked for when there is text with markup ${what}`, () => {
    load(card as unknown as JsonObject)
    expect(asked.renderer).toBe(1)
  })

for (const content of ['Nothing but text, 1.5 §', '={{value}}', 7, undefined])
  test(`what reads markup is not asked for when the text is ${JSON.stringify(content)}`, () => {
    load({ view: 'markdown', ...(content !== undefined && { content }) })
    expect(asked.renderer).toBe(0)
  })
