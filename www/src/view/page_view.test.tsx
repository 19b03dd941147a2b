import { act } from 'preact/test-utils'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { cardViews } from '../cards/views.ts'
import { click, showPage, until } from '../testing/tab.tsx'

afterEach(() => vi.restoreAllMocks())

const text = (content: string): object => ({ view: 'form', items: [{ text: { content } }] })
const slotOf = (element: HTMLElement): CSSStyleDeclaration | undefined => element.closest<HTMLElement>('.w-slot')?.style
const names = (root: HTMLElement): (string | null)[] => [...root.querySelectorAll('.w-card')].map((card) => card.getAttribute('data-test'))

describe('cards on the grid', () => {
  test('stand where their boxes say, in reading order', async () => {
    const { root, find } = await showPage({
      below: { ...text('B'), box: '1 2 1 1' },
      above: { ...text('A'), box: '2 1 2 1' },
    })
    expect(names(root)).toEqual(['above', 'below'])
    expect(slotOf(find('above'))?.left).toBe('149px')
  })

  test('without a box that can be read are hidden', async () => {
    const { root } = await showPage({ a: { ...text('A'), box: '' }, b: { ...text('B'), box: 'main' } })
    expect(names(root)).toEqual([])
  })

  test('move when their boxes change, and keep what is in them', async () => {
    const { find, apply } = await showPage({ a: { ...text('A'), box: '1 1 1 1' } })
    const before = find('a')
    await apply({ k: 'a box', v: '3 1 1 1' })
    expect(slotOf(find('a'))?.left).toBe('298px')
    expect(find('a')).toBe(before)
  })

  test('come and go', async () => {
    const { root, apply } = await showPage({ a: { ...text('A'), box: '1 1 1 1' } })
    await apply({ k: 'b', d: { ...text('B'), box: '2 1 1 1' } as never }, { k: 'a' })
    expect(names(root)).toEqual(['b'])
    expect(root.textContent).toContain('B')
    await apply({})
    expect(names(root)).toEqual([])
  })

  test('are drawn anew when they are added again under the same name', async () => {
    const { find, apply } = await showPage({ a: { ...text('A'), box: '1 1 1 1' } })
    const before = find('a')
    await apply({ k: 'a', d: { ...text('Z'), box: '1 1 1 1' } as never })
    expect(find('a')).not.toBe(before)
    expect(find('a').textContent).toBe('Z')
  })
})

describe('cards in a layout', () => {
  const zones = [{ name: 'top' }, { name: 'main', direction: 'row', zones: [{ name: 'left', size: '30%' }, { name: 'right' }] }]
  const meta = { view: 'meta', box: '', layouts: [{ breakpoint: 'xs', zones }] }

  test('stand in their zones, in order; those of no zone are hidden', async () => {
    const { root, find } = await showPage({
      meta,
      a: { ...text('A'), box: 'right' },
      b: { ...text('B'), box: '{"zone":"top","order":2}' },
      c: { ...text('C'), box: 'top' },
      d: { ...text('D'), box: 'nowhere' },
      e: { ...text('E'), box: '1 1 1 1' },
      f: { ...text('F'), box: 'main' },
    })
    expect(names(root)).toEqual(['c', 'b', 'a'])
    const zone = find('a').closest<HTMLElement>('.w-zone')
    expect(zone?.previousElementSibling?.getAttribute('style')).toContain('width: 30%')
  })

  test('follow when the layouts change', async () => {
    const { root, apply } = await showPage({ meta, a: { ...text('A'), box: 'left' } })
    await apply({ k: 'meta layouts', v: [{ breakpoint: 'xs', zones: [{ name: 'elsewhere' }] }] })
    expect(names(root)).toEqual([])
    await apply({ k: 'meta layouts' }, { k: 'a box', v: '1 1 1 1' })
    expect(names(root)).toEqual(['a'])
  })

  test('stand in the zones that are zones, whatever else is called one', async () => {
    const inner = [7, { name: 'left', zones: [null] }, { name: 'right', zones: { a: 1 } }]
    const layouts = [null, { breakpoint: 'xs', zones: [null, 'top', { name: 'main', zones: inner }] }]
    const { root, apply } = await showPage({ meta: { ...meta, layouts: [{ zones: [null] }] }, a: { ...text('A'), box: 'left' }, b: { ...text('B'), box: 'right' } })
    expect(root.querySelector('main')).not.toBeNull()
    expect(root.querySelector('[role=alert]')).toBeNull()
    await apply({ k: 'meta layouts', v: layouts })
    expect(names(root)).toEqual(['a', 'b'])
  })

  test('stand differently in a window of another width', async () => {
    const layouts = [
      { breakpoint: 'xs', zones: [{ name: 'small' }] },
      { breakpoint: 'm', zones: [{ name: 'large' }] },
    ]
    const { root } = await showPage({ meta: { ...meta, layouts }, a: { ...text('A'), box: '["small","large"]' } })
    const zoneSeen = (): string | null | undefined => root.querySelector('.w-zone .w-card')?.getAttribute('data-test')
    const resize = (width: number): Promise<void> =>
      act(() => {
        window.innerWidth = width
        window.dispatchEvent(new Event('resize'))
      }) as Promise<void>
    await resize(500)
    expect(zoneSeen()).toBe('a')
    await resize(1500)
    expect(zoneSeen()).toBe('a')
  })
})

test('the card of an app that failed covers the page, whatever the layout', async () => {
  const { find } = await showPage({
    meta: { view: 'meta', box: '', layouts: [{ breakpoint: 'xs', zones: [{ name: 'main' }] }] },
    __unhandled_error__: { ...text('Traceback'), box: '1 1 -1 -1' },
  })
  expect(find('__unhandled_error__').closest('.w-slot')?.className).toContain('w-on-top')
})

test('a card with commands has a menu of them', async () => {
  const { find, query, lastArgs } = await showPage({ a: { ...text('A'), box: '1 1 1 1', commands: [{ name: 'del', label: 'Delete' }] } })
  await click(await until(() => query('.w-card-commands [data-part=trigger]')))
  await click(find('del'))
  expect(lastArgs()).toEqual({ del: true, __wave_submission_name__: 'del' })
})

test('a card of a kind that nobody knows shows what it holds', async () => {
  const { find } = await showPage({ a: { view: 'hologram', box: '1 1 1 1', secret: 42 } })
  expect(JSON.parse(find('a').textContent ?? '')).toMatchObject({ secret: 42 })
})

test('a card that cannot be drawn does not take the others along', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  const broken = { view: 'markdown', box: '1 1 1 1', content: 'x' }
  const view = cardViews.get('markdown')
  await until(() => view.value.state === 'here')
  const whole = view.value
  view.value = {
    state: 'here',
    view: () => {
      throw new Error('out of paint')
    },
  }
  const { find } = await showPage({ bad: broken, good: { ...text('Good'), box: '2 1 1 1' } })
  expect(find('bad').textContent).toContain('out of paint')
  expect(find('good').textContent).toBe('Good')
  view.value = whole
  await act(() => find('bad').querySelector('button')?.click())
  expect(find('bad').textContent).toBe('x')
})
