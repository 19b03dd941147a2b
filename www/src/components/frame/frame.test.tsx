// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { showForm, showPage, until } from '../../testing/tab.tsx'

test('HTML from the app is a stranger to the page', async () => {
  const { find } = await showPage({ f: { view: 'frame', box: '1 1 1 1', title: 'T', content: '<p>x</p>' } })
  const frame = await until(() => find('f').querySelector('iframe'))
  expect(frame.getAttribute('src')).toBe('/wave-static/frame.html')
  expect(frame.getAttribute('sandbox')).toContain('allow-scripts')
  expect(frame.getAttribute('sandbox')).not.toContain('allow-same-origin')
})

test('a page from elsewhere may not send the tab away', async () => {
  const { find } = await showPage({ f: { view: 'frame', box: '1 1 1 1', title: 'T', path: 'https://example.com/' }, own: { view: 'frame', box: '1 1 1 1', title: 'T', path: '/own' } })
  expect(find('f').querySelector('iframe')?.getAttribute('sandbox')).not.toContain('allow-top-navigation')
  expect(find('own').querySelector('iframe')?.hasAttribute('sandbox')).toBe(false)
})

test('a compact frame has no title', async () => {
  const { find } = await showPage({ f: { view: 'frame', box: '1 1 1 1', title: 'T', compact: true, path: '/x' }, g: { view: 'frame', box: '1 1 1 1', title: 'T' } })
  expect(find('f').querySelector('h2')).toBeNull()
  expect(find('g').textContent).toBe('TNothing to render.')
})

test('a frame in a form is as high as it is asked to be', async () => {
  const { find } = await showForm({ frame: { name: 'f', path: '/x', height: '200px' } })
  expect(find('f').style.height).toBe('200px')
})
