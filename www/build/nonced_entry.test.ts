import { expect, test } from 'vitest'
import type { Rolldown } from 'vite'
import { filesOf, startFromBareScript } from './nonced_entry.ts'

const html = `<head>
  <script type="module" crossorigin src="./wave-static/index-1.js"></script>
</head>
<body>
  <div id="wave-root"></div>
</body>`

test('the entry is started by the one kind of script that gets a nonce', () => {
  const built = startFromBareScript(html, ['wave-static/a-1.js', 'wave-static/b-2.js'])
  expect(built).toContain('<div id="wave-root" data-entry="./wave-static/index-1.js" data-imports="a-1.js b-2.js">')
  expect(built.match(/<script[^>]*>/g)).toEqual(['<script>'])
})

test('a page that looks otherwise is not built', () => {
  expect(() => startFromBareScript('<body></body>', [])).toThrow('one module script')
})

const bundle = {
  'wave-static/shell-1.js': { type: 'chunk', name: 'shell', fileName: 'wave-static/shell-1.js', imports: [] },
  'wave-static/basics-2.js': { type: 'chunk', name: 'basics', fileName: 'wave-static/basics-2.js', imports: ['wave-static/shell-1.js'] },
} as unknown as Rolldown.OutputBundle

test('what is asked for early comes with all that it imports', () => {
  expect(filesOf(['basics'], bundle)).toEqual(['wave-static/basics-2.js', 'wave-static/shell-1.js'])
})

test('a page that names a chunk which is gone is not built', () => {
  expect(() => filesOf(['basis'], bundle)).toThrow('No chunk is called basis')
})
