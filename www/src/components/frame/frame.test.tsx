// @vitest-environment jsdom
import { expect, test, vi } from 'vitest'
import { showForm, showPage, until } from '../../testing/tab.tsx'

test('HTML from the app is a stranger to the page', async () => {
  const { find } = await showPage({ f: { view: 'frame', box: '1 1 1 1', title: 'T', content: '<p>x</p>' } })
  const frame = await until(() => find('f').querySelector('iframe'))
  expect(frame.getAttribute('src')).toMatch(/^\/wave-static\/frame\.html#[\d-]+$/)
  expect(frame.getAttribute('sandbox')).toContain('allow-scripts')
  expect(frame.getAttribute('sandbox')).not.toContain('allow-same-origin')
})

test('the document of a frame is given its content whenever it asks, and no other document is', async () => {
  const { find } = await showPage({ f: { view: 'frame', box: '1 1 1 1', title: 'T', content: '<p>x</p>' } })
  const frame = await until(() => find('f').querySelector('iframe'))
  const told = vi.spyOn(frame.contentWindow as Window, 'postMessage').mockImplementation(() => {})
  const { hash } = new URL(frame.src)
  const ask = (data: string, source = frame.contentWindow): boolean => window.dispatchEvent(new MessageEvent('message', { data, source }))
  ask(hash)
  ask(hash)
  expect(told.mock.calls).toEqual([['<p>x</p>', '*'], ['<p>x</p>', '*']])
  ask('')
  ask(hash, window)
  expect(told).toHaveBeenCalledTimes(2)
})

test('another address is opened in another frame, so that none is loaded without its sandbox', async () => {
  const { find, apply } = await showPage({ f: { view: 'frame', box: '1 1 1 1', title: 'T', path: '/own' } })
  const frame = await until(() => find('f').querySelector('iframe'))
  await apply({ k: 'f path', v: 'https://example.com/' })
  expect(find('f').querySelector('iframe')).not.toBe(frame)
  expect(find('f').querySelector('iframe')?.hasAttribute('sandbox')).toBe(true)
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
