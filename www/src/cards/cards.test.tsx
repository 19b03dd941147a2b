import { expect, test } from 'vitest'
import { click, press, showPage, until } from '../testing/tab.tsx'

test('a form has a title, and its items may be packed', async () => {
  const { find } = await showPage({ a: { view: 'form', box: '1 1 1 1', title: 'T', items: 'data:[{"text":{"content":"Packed"}}]' } })
  expect(find('a').querySelector('h2')?.textContent).toBe('T')
  await until(() => find('a').textContent?.includes('Packed'))
})

test('title and content of a markdown card are expressions about its data', async () => {
  const { find, apply } = await showPage({
    a: { view: 'markdown', box: '1 1 1 1', title: '=name', content: '=Berth {{berth}}', data: { name: 'Aurora', berth: 4 } },
  })
  expect(find('a').textContent).toBe('AuroraBerth 4')
  await apply({ k: 'a data berth', v: 5 })
  expect(find('a').textContent).toBe('AuroraBerth 5')
})

test('an empty title is not shown', async () => {
  const { find } = await showPage({ a: { view: 'markdown', box: '1 1 1 1', title: '', content: 'x' } })
  expect(find('a').querySelector('h2')).toBeNull()
})

test('a section has its items at its side', async () => {
  const { find } = await showPage({ a: { view: 'section', box: '1 1 1 1', title: 'T', subtitle: 'S', items: [{ button: { name: 'b', label: 'B' } }] } })
  expect(find('a').querySelector('h2')?.textContent).toBe('T')
  expect(find('b').closest('.w-section-items')).not.toBeNull()
})

test('a footer parts its caption from its items', async () => {
  const { find } = await showPage({ a: { view: 'footer', box: '1 1 1 1', caption: 'C', items: [{ text: { content: 'I' } }] } })
  expect(find('a').querySelector('.w-footer-parted')?.textContent).toBe('CI')
})

test('a header stands on the primary colour, and its picture leads home', async () => {
  const { find, around } = await showPage({ a: { view: 'header', box: '1 1 1 1', title: 'T', subtitle: 'S', image: '/logo.png' } })
  expect(find('a').querySelector('.w-header-primary h1')?.textContent).toBe('T')
  await click(find('a').querySelector('[aria-label=Home]') as HTMLElement)
  expect(around.asked).toEqual(['hash '])
})

test('the navigation of a header opens, and leads elsewhere', async () => {
  const items = [{ name: '#home', label: 'Home' }, { name: 'go', label: 'Go' }, { name: 'out', label: 'Out', path: '/out' }, { name: 'no', label: 'No', disabled: true }]
  const { find, query, around, lastArgs } = await showPage({
    a: { view: 'header', box: '1 1 1 1', title: 'T', subtitle: 'S', nav: [{ label: 'Menu', items }, { label: 'More', collapsed: true, items: [{ name: 'x', label: 'X' }] }] },
  })
  const open = (): Promise<void> => click(query('[aria-label=Navigation]') as HTMLElement)
  await open()
  expect(query('[data-test=x]')).toBeNull()
  await click(query('.w-nav-heading[aria-expanded=false]') as HTMLElement)
  expect(find('x')).not.toBeNull()
  await click(find('#home'))
  expect(query('dialog')).toBeNull()
  await open()
  await click(find('out'))
  await open()
  await click(find('go'))
  expect(around.asked).toEqual(['hash home', 'open /out'])
  expect(lastArgs()).toEqual({ go: true, __wave_submission_name__: 'go' })
  await open()
  expect(find<HTMLButtonElement>('no').disabled).toBe(true)
  await press(find('no'), 'Escape')
})
