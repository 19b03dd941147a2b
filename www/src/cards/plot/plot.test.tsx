import { expect, test } from 'vitest'
import { showPage } from '../../testing/tab.tsx'

const card = { view: 'plot', box: '1 1 4 4', data: 'rows:[["k","v"],[["a",1]]]', plot: { marks: [{ type: 'interval', x: '=k', y: '=v' }] } }

test('a plot card has a title, which may be empty', async () => {
  const { find } = await showPage({ named: { ...card, title: 'Sales' }, silent: { ...card, title: '' }, plain: card })
  expect(['named', 'silent', 'plain'].map((name) => find(name).querySelector('h2')?.textContent)).toEqual(['Sales', undefined, 'Untitled'])
})

test('a plot card has a stage that a keyboard can reach', async () => {
  const { find } = await showPage({ a: { ...card, title: 'Sales' } })
  const stage = find('a').querySelector('[role=application]')
  expect([stage?.getAttribute('tabindex'), stage?.getAttribute('aria-label')]).toEqual(['0', 'Sales'])
})
