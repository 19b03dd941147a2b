import { expect, test } from 'vitest'
import { showPage } from '../../testing/tab.tsx'

const props = 'data:{"title":"=name","caption":"=of {{port}}","value":"={{intl berth}}","aux_value":""}'
const data = 'rows:[["name","port","berth"],[["Aurora","Kiel",1000],["Borealis","Bremen",2]]]'
const card = { box: '1 1 1 1', item_view: 'list_item1', item_props: props, data }

// Children are loaded like any card.
const alsoLoaded = { other: { view: 'list_item1', box: '1 1 1 1', title: 'Other' } }

test.each(['list', 'repeat', 'flex'])('a %s has one card for each row', async (view) => {
  const { find } = await showPage({ ...alsoLoaded, l: { ...card, view, title: 'T' } })
  expect([...find('l').querySelectorAll('[role=listitem]')].map((item) => item.textContent)).toEqual(['Auroraof Kiel1,000', 'Borealisof Bremen2'])
  expect(find('l').querySelector('h2')?.textContent).toBe(view === 'list' ? 'T' : undefined)
})

test('rows may come from a buffer, and change', async () => {
  const { find, apply } = await showPage({ ...alsoLoaded, l: { ...card, view: 'repeat', data: null } })
  await apply({ k: 'l data', c: { f: ['name', 'port', 'berth'], n: 2, d: [['A', 'x', 1], null] } })
  expect(find('l').textContent).toBe('Aof x1')
  await apply({ k: 'l data 0 name', v: 'B' }, { k: 'l data -1', v: ['C', 'y', 2] })
  expect(find('l').textContent).toContain('Cof y2')
})

test('a flex card is laid out as asked', async () => {
  const { find } = await showPage({ ...alsoLoaded, l: { ...card, view: 'flex', direction: 'vertical', justify: 'between', align: 'end', wrap: 'center' } })
  const classes = ['w-flex-vertical', 'w-justify-between', 'w-flex-align-end', 'w-flex-wrap', 'w-flex-wrap-center']
  expect(classes.filter((name) => !find('l').querySelector('.w-flex')?.classList.contains(name))).toEqual([])
})

test('the cells of a grid are expressions or cards', async () => {
  const cells = `data:[{"title":"Name","value":"=name"},{"title":"Berth","view":"list_item1","props":{"title":"=berth"}}]`
  const { find } = await showPage({ ...alsoLoaded, g: { view: 'grid', box: '1 1 1 1', title: 'T', cells, data } })
  expect([...find('g').querySelectorAll('th')].map((cell) => cell.textContent)).toEqual(['Name', 'Berth'])
  expect([...find('g').querySelectorAll('td')].map((cell) => cell.textContent)).toEqual(['Aurora', '1000', 'Borealis', '2'])
})

test('children of an unknown kind tell what they hold', async () => {
  const { find } = await showPage({ l: { ...card, view: 'repeat', item_view: 'nonsense' } })
  expect(find('l').querySelector('pre')?.textContent).toContain('"name": "Aurora"')
})
