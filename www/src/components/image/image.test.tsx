import { expect, test } from 'vitest'
import { click, showForm, showPage } from '../../testing/tab.tsx'
import { imageSource } from './source.ts'

test('a picture comes from a path, or is given itself', () => {
  expect(imageSource({ path: '/a.png', image: 'AAAA' })).toBe('/a.png')
  expect(imageSource({ image: 'AAAA', type: 'svg+xml' })).toBe('data:image/svg+xml;base64,AAAA')
  expect(imageSource({ image: 'data:image/gif;base64,AAAA' })).toBe('data:image/gif;base64,AAAA')
  expect(imageSource({})).toBeUndefined()
})

test('a picture with a larger one opens that, and a click beside it closes it', async () => {
  const { query } = await showForm({ image: { title: 'Port', path: '/small.png', path_popup: '/large.png' } })
  await click(query('[aria-label="Enlarge Port"]') as HTMLElement)
  expect(query('dialog img')?.getAttribute('src')).toBe('/large.png')
  await click(query('dialog img') as HTMLElement)
  expect(query('dialog')).not.toBeNull()
  await click(query('dialog') as HTMLElement)
  expect(query('dialog')).toBeNull()
})

test('the title of an image card is an expression about its data', async () => {
  const { find } = await showPage({ a: { view: 'image', box: '1 1 1 1', title: '=Port of {{city}}', data: { city: 'Hamburg' }, path: '/a.png' } })
  expect(find('a').querySelector('h2')?.textContent).toBe('Port of Hamburg')
  expect(find('a').querySelector('img')?.getAttribute('alt')).toBe('Port of Hamburg')
})
