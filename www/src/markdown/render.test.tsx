// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { isPlain } from './plain.ts'
import { render } from './render.ts'

const html = (markdown: string): string => render(markdown).trim()

test('Markdown becomes HTML', () => {
  expect(html('# Title\n\nA **bold** move.')).toBe('<h1>Title</h1>\n<p>A <strong>bold</strong> move.</p>')
  expect(html('~~gone~~')).toBe('<p><del>gone</del></p>')
  expect(html('|a|\n|-|\n|1|')).toContain('<table>')
  expect(html('see https://example.com now')).toContain('<a href="https://example.com">')
})

test('text is typeset, code is not', () => {
  expect(html('"a" -- `"b" -- c`')).toBe('<p>“a” – <code>"b" -- c</code></p>')
})

test('there are no task lists', () => {
  expect(html('- [ ] open')).toContain('[ ] open')
  expect(html('- [x] done')).not.toContain('<input')
})

test('HTML is kept, without what could run', () => {
  expect(html('<b>x</b>')).toBe('<p><b>x</b></p>')
  expect(html('<img src="x" onerror="alert(1)">')).not.toContain('onerror')
  expect(html('<script>alert(1)</script>')).toBe('')
  expect(html('[x](javascript:alert(1))')).not.toContain('javascript')
  expect(html('<iframe src="javascript:alert(1)"></iframe>')).not.toContain('javascript')
  expect(html('<svg><a xlink:href="javascript:alert(1)">x</a></svg>')).not.toContain('javascript')
})

test('a page that is opened does not get at the one that opened it', () => {
  expect(html('<a href="/x" target="_blank">x</a>')).toContain('rel="noopener noreferrer"')
})

test('?links and #links stay what they are', () => {
  expect(html('[a](?name) [b](#hash)')).toBe('<p><a href="?name">a</a> <a href="#hash">b</a></p>')
})

test('the page of a stranger is confined, one of our own is not', () => {
  expect(html('<iframe src="https://example.com/map"></iframe>')).toContain('sandbox="allow-scripts')
  expect(html('<iframe src="https://example.com/map" sandbox="allow-top-navigation"></iframe>')).not.toContain('allow-top-navigation')
  expect(html('<iframe src="/own"></iframe>')).not.toContain('sandbox')
  expect(html('<iframe srcdoc="<script>alert(1)</script>"></iframe>')).not.toContain('srcdoc')
})

test('plain text is what Markdown would make of it', () => {
  const pieces = ['Word', 'c', 'r', 'tm', 'www', '1', '23', ' ', ' ', ',', '.', ':', ';', '?', '!', '%', '$', '=', '/', '(', ')', '-', '§', 'é', '日', '😀', '\u00a0']
  let state = 7
  const piece = (): string => pieces[(state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) % 9973 % pieces.length] ?? ''
  const texts = Array.from({ length: 5000 }, (_, round) => Array.from({ length: 1 + (round % 9) }, piece).join('')).filter((text) => text && isPlain(text))
  expect(texts.length).toBeGreaterThan(500)
  // Many at once: making a document of each takes a while.
  for (let first = 0; first < texts.length; first += 50) {
    const some = texts.slice(first, first + 50)
    expect(html(some.join('\n\n'))).toBe(some.map((text) => `<p>${text.replaceAll('\u00a0', '&nbsp;')}</p>`).join('\n'))
  }
})
