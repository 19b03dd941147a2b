// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { showForm, showPage, until } from '../../testing/tab.tsx'

test('a template card follows its title, its content and its data', async () => {
  const { find, apply } = await showPage({
    t: { view: 'template', box: '1 1 1 1', title: '=Of {{name}}', content: '<b>{{name}}</b>{{{html}}}', data: { name: 'A & B', html: '<i onclick="x()">raw</i><script>x()</script>' } },
  })
  await until(() => find('t').querySelector('i'))
  expect(find('t').querySelector('h2')?.textContent).toBe('Of A & B')
  expect(find('t').querySelector('.w-card-body > div')?.innerHTML).toBe('<b>A &amp; B</b><i>raw</i>')
  await apply({ k: 't data name', v: 'C' })
  expect(find('t').querySelector('b')?.textContent).toBe('C')
  await apply({ k: 't content', v: '<u>{{name}}</u>' })
  expect(find('t').querySelector('u')?.textContent).toBe('C')
})

test('a template that makes no sense says so', async () => {
  const { find } = await showForm({ template: { name: 't', content: '{{#if a}}' } })
  expect(find('t').querySelector('[role=alert]')?.textContent).toContain('{{#if}} has no end')
})

test('a template in a form has data that may be packed', async () => {
  const { find } = await showForm({ template: { name: 't', content: '{{#each this}}{{n}};{{/each}}', data: 'rows:[["n"],[[1],[2]]]' } })
  await until(() => find('t').textContent === '1;2;')
})
