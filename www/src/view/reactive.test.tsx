import { effect } from '@preact/signals'
import { expect, test } from 'vitest'
import { Page } from '../page/page.ts'
import { announce, timesSet, touch, useNode, useTree } from './reactive.ts'

/** Counts how often a reader runs. */
function reader(read: () => void): () => number {
  let runs = 0
  effect(() => {
    read()
    runs++
  })
  return () => runs
}

test('who reads a container runs again when it was touched, once for all touches', () => {
  const container = {}
  const runs = reader(() => useNode(container))
  touch(container)
  touch(container)
  announce()
  expect(runs()).toBe(2)
  touch({})
  announce()
  expect(runs()).toBe(2)
})

test('who reads a tree runs again when anything in it was touched', () => {
  const leaf = {}
  const tree = { list: [leaf], text: 'x', none: null }
  const runs = reader(() => useTree(tree))
  touch(leaf)
  announce()
  expect(runs()).toBe(2)
})

test('settings of a member are counted', () => {
  const container = {}
  expect(timesSet(container, 'value')).toBe(0)
  touch(container, 'value')
  touch(container, 'value')
  touch(container)
  expect(timesSet(container, 'value')).toBe(2)
})

test('an edit reaches those who read what it changes, and nobody else', () => {
  const page = Page.load(
    {
      c: {
        form: { d: { items: [{ textbox: { name: 'a' } }, { dropdown: { name: 'b', choices: [{ name: 'x' }] } }], title: 'T' } },
        other: { d: { n: 1, plot: { marks: [{ x: '=a' }] }, '~data': 0 }, b: [{ f: { f: ['v'], n: 2 } }] },
      },
    },
    touch,
  )
  const form = page.cards.get('form')?.data as { items: Record<string, object>[] }
  const other = page.cards.get('other')
  const runs = {
    page: reader(() => useNode(page)),
    form: reader(() => useNode(form)),
    textbox: reader(() => useNode(form.items[0]?.['textbox'] ?? {})),
    dropdown: reader(() => useNode(form.items[1]?.['dropdown'] ?? {})),
    other: reader(() => useNode(other?.data ?? {})),
    buffer: reader(() => useNode(other?.buffer('data') ?? {})),
  }
  const runsAfter = (...ops: Parameters<Page['apply']>[0]): string[] => {
    const before = Object.fromEntries(Object.entries(runs).map(([name, count]) => [name, count()]))
    page.apply(ops)
    announce()
    return Object.entries(runs).flatMap(([name, count]) => (count() > (before[name] ?? 0) ? [name] : []))
  }
  expect(runsAfter({ k: 'form items 0 textbox value', v: 'x' })).toEqual(['textbox'])
  expect(runsAfter({ k: 'form a value', v: 'y' })).toEqual(['textbox'])
  expect(runsAfter({ k: 'form b choices 0 label', v: 'X' })).toEqual(['dropdown'])
  expect(runsAfter({ k: 'form title', v: 'U' })).toEqual(['form'])
  expect(runsAfter({ k: 'other plot marks 0 x', v: '=b' })).toEqual(['other'])
  expect(runsAfter({ k: 'other data 0', v: [1] })).toEqual(['buffer'])
  expect(runsAfter({ k: 'other data 0 v', v: 2 })).toEqual(['buffer'])
  expect(runsAfter({ k: 'other data', v: [[1], [2]] })).toEqual(['buffer'])
  expect(runsAfter({ k: 'new', d: {} })).toEqual(['page'])
  expect(runsAfter({ k: 'new' })).toEqual(['page'])
  expect(runsAfter({ k: 'nobody n', v: 1 }, { k: 'other data 9', v: [1] })).toEqual([])
  expect(runsAfter({})).toEqual(['page'])
})
