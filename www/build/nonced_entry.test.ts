import { expect, test } from 'vitest'
import { startFromBareScript } from './nonced_entry.ts'

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
