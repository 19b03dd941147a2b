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

/** Runs the script of the built page in a window at this path; returns the sockets it has opened. */
function socketsAt(pathname: string): unknown[][] {
  const sockets: unknown[][] = []
  class FakeWebSocket {
    constructor(...given: unknown[]) {
      sockets.push(given)
    }
  }
  const dataset = { entry: './wave-static/index-1.js', imports: 'a-1.js' }
  const document = {
    getElementById: () => ({ dataset }),
    currentScript: { nonce: 'n' },
    head: { append: () => {} },
    createElement: () => ({}),
    body: { dataset: { baseUrl: '/base/' } },
  }
  const location = { protocol: 'https:', host: 'host', pathname, hash: '#h' }
  const script = /<script>([^]*)<\/script>/.exec(startFromBareScript(html, []))?.[1] ?? ''
  new Function('window', 'document', 'location', 'WebSocket', script)({}, document, location, FakeWebSocket)
  return sockets
}

test('the page is asked for while the client is on its way', () => {
  expect(socketsAt('/base/demo')).toEqual([['wss://host/base/_s/', 'wave.resume.v1']])
})

test('who signs in has no page yet', () => {
  expect(socketsAt('/base/_auth/login')).toEqual([])
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
