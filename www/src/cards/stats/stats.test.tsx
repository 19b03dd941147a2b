import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, expect, test } from 'vitest'
import type { JsonObject } from '../../page/json.ts'
import { Card, type CardJson } from '../../page/card.ts'
import { makeTab, settle, type Tab } from '../../testing/tab.tsx'
import { ClientContext } from '../../view/client_context.ts'
import { announce, touch } from '../../view/reactive.ts'
import { views } from './index.ts'

const root = document.createElement('div')
document.body.append(root)
afterEach(() => render(null, root))

interface Shown extends Tab {
  card: Card
  text: (selector: string) => string[]
}

async function show(tag: keyof typeof views, d: JsonObject, b: CardJson['b'] = []): Promise<Shown> {
  const tab = makeTab()
  const card = new Card('c', structuredClone({ d: { view: tag, ...d }, b: b ?? [] }))
  const View = views[tag]
  await act(() =>
    render(
      <ClientContext.Provider value={tab.client}>
        <View card={card} />
      </ClientContext.Provider>,
      root,
    ),
  )
  return { ...tab, card, text: (selector) => [...root.querySelectorAll(selector)].map((element) => element.textContent ?? '') }
}

const attribute = (selector: string, name: string): string | null | undefined => root.querySelector(selector)?.getAttribute(name)

const basics = { title: '=Sales of {{year}}', value: '=${{intl v}}', aux_value: '={{intl a style="percent"}}', data: { year: 2024, v: 1234.5, a: 0.25 } }

test.each(['small_stat', 'large_stat', 'wide_bar_stat', 'tall_gauge_stat', 'wide_gauge_stat', 'large_bar_stat', 'small_series_stat', 'wide_series_stat', 'tall_series_stat'] as const)(
  'the texts of %s are expressions about its data',
  async (tag) => {
    const { text, card } = await show(tag, { ...basics, plot_data: 'data:[]', plot_value: 'v' })
    expect([text('h2'), text('.w-stat-value')[0]]).toEqual([['Sales of 2024'], '$1,234.5'])
    await act(() => card.set(['data', 'v'], 7, touch))
    await settle()
    expect(text('.w-stat-value')[0]).toBe('$7')
  },
)

test('an auxiliary value stands beside, and a caption below', async () => {
  const { text } = await show('large_stat', { ...basics, caption: 'since {{yesterday}}' })
  expect([text('.w-stat-aux'), text('.w-stat-caption')]).toEqual([['25%'], ['since {{yesterday}}']])
})

test('progress is a meter, never beyond its ends', async () => {
  await show('wide_bar_stat', { ...basics, progress: 1.7, plot_color: '$red' })
  expect([attribute('[role=meter]', 'aria-valuenow'), attribute('[role=meter]', 'aria-label')]).toEqual(['100', 'Sales of 2024'])
})

test('a gauge tells its share, and none has no arc', async () => {
  const { text } = await show('wide_gauge_stat', { ...basics, progress: 0.314 })
  expect([text('.w-stat-gauge > span'), attribute('.w-stat-ring-arc', 'stroke-dasharray')]).toEqual([['31%'], '0.314 1'])
  await show('wide_gauge_stat', { ...basics, progress: 0 })
  expect(root.querySelector('.w-stat-ring-arc')).toBeNull()
})

test('a bar has captions at both ends', async () => {
  const { text } = await show('large_bar_stat', { ...basics, caption: 'C', value_caption: 'this', aux_value_caption: 'last', progress: 0.5 })
  expect([text('.w-stat-caption'), text('.w-stat-aux')]).toEqual([['C'], ['this', 'last']])
})

const series = { ...basics, plot_value: 'v', plot_category: 't', plot_zero_value: 0 }
const buffer = { c: { f: ['t', 'v'], n: 3, d: [['a', 1], ['b', 2], null] } }

test('a spark plot follows its buffer', async () => {
  const { card } = await show('small_series_stat', { ...series, '~plot_data': 0 }, [buffer])
  expect(attribute('.w-spark-line', 'd')).toBe('M0,50L400,0')
  expect(attribute('.w-spark', 'aria-label')).toBe('Sales of 2024: 2 values between 1 and 2, the last 2')
  await act(() => {
    card.set(['plot_data', '-1'], ['c', 4], touch)
    announce()
  })
  await settle()
  expect(attribute('.w-spark', 'aria-label')).toContain('the last 4')
})

test('a spark plot of bars has no line', async () => {
  await show('tall_series_stat', { ...series, plot_type: 'interval', plot_data: 'rows:[["t","v"],[["a",1],["b",2]]]' })
  expect([root.querySelector('.w-spark-line'), attribute('.w-spark-fill', 'd')?.match(/M/g)?.length]).toEqual([null, 2])
})

test('a spark plot without its field says that there is nothing', async () => {
  await show('wide_series_stat', { ...series, plot_value: 'nowhere', '~plot_data': 0 }, [buffer])
  expect(attribute('.w-spark', 'aria-label')).toBe('Sales of 2024: no data yet')
})

test('a pie tells its slices, and labels those with room for it', async () => {
  const pies = [
    { label: 'A', value: '97%', fraction: 0.97, color: '$red', aux_value: '$ 97' },
    { label: 'B', value: '3%', fraction: 0.03, color: '#123456' },
  ]
  const { text } = await show('wide_pie_stat', { title: 'P', pies })
  expect([text('.w-stat-legend .w-stat-aux'), text('.w-stat-legend strong'), text('.w-stat-pie text')]).toEqual([['A', 'B'], ['$ 97'], ['97%']])
  expect(attribute('.w-stat-pie', 'aria-label')).toBe('P: A 97%, B 3%')
})

test('tall stats are values with labels', async () => {
  const { text } = await show('tall_stats', { items: [{ label: 'FPS', value: '60' }, { label: 'none' }] })
  expect([text('dt'), text('dd')]).toEqual([['FPS', 'none'], ['60', '']])
})

const items = [
  { name: 'one', label: 'One', caption: 'first', value: '1', aux_value: '+1%', value_color: '$red', icon: 'Home' },
  { label: 'Two', value: '2' },
]
const clickOn = (selector: string): Promise<void> => act(() => root.querySelector<HTMLElement>(selector)?.click())

test('a row of a list that has a name submits it', async () => {
  const { text, lastArgs } = await show('stat_list', { title: 'L', subtitle: 'S', items })
  expect([text('h2'), text('li')]).toEqual([['L'], ['Onefirst1+1%', 'Two2']])
  expect(root.querySelectorAll('button')).toHaveLength(1)
  await clickOn('button')
  expect(lastArgs()).toMatchObject({ one: true })
})

test('a row of a list that has a name of its own submits under that', async () => {
  const { lastArgs } = await show('stat_list', { title: 'L', name: 'list', items })
  await clickOn('button')
  expect(lastArgs()).toMatchObject({ list: 'one' })
})

test('a row of a list follows changes of its item', async () => {
  const { card, text } = await show('stat_list', { title: 'L', items })
  await act(() => card.set(['items', '1', 'value'], '3', touch))
  await settle()
  expect(text('li')[1]).toBe('Two3')
})

test('a table has columns, and colours for its values', async () => {
  const { text, lastArgs } = await show('stat_table', {
    title: 'T',
    columns: ['Name', 'Price'],
    items: [{ name: 'row', label: 'Row', values: ['$1', '2%'], colors: ['red', '$green'] }, { label: 'Bare', values: [] }],
  })
  expect([text('thead th'), text('tbody th'), text('td')]).toEqual([['Name', 'Price'], ['Row', 'Bare'], ['$1', '2%']])
  expect(root.querySelectorAll<HTMLElement>('td')[0]?.style.color).toBe('red')
  await clickOn('button')
  expect(lastArgs()).toMatchObject({ row: true })
})

test('lists without items are empty', async () => {
  for (const tag of ['stat_list', 'stat_table', 'tall_stats', 'wide_pie_stat'] as const) {
    await show(tag, { title: 'E' })
    expect(root.querySelectorAll('li, td, dt')).toHaveLength(0)
  }
})
