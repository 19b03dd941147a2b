import { render } from 'preact'
import { act } from 'preact/test-utils'
import { expect, test } from 'vitest'
import { Card } from '../../page/card.ts'
import { makeTab, showPage } from '../../testing/tab.tsx'
import { ClientContext } from '../../view/client_context.ts'
import { views } from './wide_plot.tsx'

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

test('a wide plot card has words at the side of its plot', async () => {
  const root = document.createElement('div')
  const View = views.wide_plot
  const wide = new Card('w', { d: { ...card, view: 'wide_plot', title: 'Sales', caption: 'of **all**' } })
  await act(() =>
    render(
      <ClientContext.Provider value={makeTab().client}>
        <View card={wide} />
      </ClientContext.Provider>,
      root,
    ),
  )
  expect(root.querySelector('.w-plot-words')?.textContent).toContain('Sales')
  expect(root.querySelector('[role=application]')).not.toBeNull()
  render(null, root)
})
