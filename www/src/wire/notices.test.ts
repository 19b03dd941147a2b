import { describe, expect, test } from 'vitest'
import { readFrame } from './notices.ts'

const cases: [rule: string, line: string, notice: object][] = [
  ['N1', '{"i":"c1"}', { kind: 'hello', client: 'c1', key: undefined }],
  ['N1', '{"i":"c1","k":"k1"}', { kind: 'hello', client: 'c1', key: 'k1' }],
  ['N2', '{"m":{"u":"ada","e":true}}', { kind: 'user', username: 'ada', editable: true }],
  ['N3', '{"e":"not_found"}', { kind: 'error', code: 'not_found' }],
  ['N4', '{"c":1}', { kind: 'clear' }],
  ['N5', '{"r":1}', { kind: 'reset' }],
  ['N6', '{"u":"/_auth/logout"}', { kind: 'redirect', url: '/_auth/logout' }],
  ['N7', '{"app":"down"}', { kind: 'app', state: 'down' }],
  ['N7', '{"app":"up"}', { kind: 'app', state: 'up' }],
  ['N7', '{"app":"new"}', { kind: 'app', state: 'new' }],
  ['N10', '{"app":"gone"}', { kind: 'app', state: 'gone' }],
  ['R2', '{"at":["/demo","e1",7]}', { kind: 'mark', route: '/demo', position: ['e1', 7] }],
  ['F2', '{"p":{"c":{}}}', { kind: 'page', page: { c: {} } }],
  ['F2', '{"d":[{"k":"c n","v":1},null]}', { kind: 'delta', ops: [{ k: 'c n', v: 1 }, {}] }],
]

describe('each kind of line', () => {
  for (const [rule, line, notice] of cases)
    test(`[${rule}] ${line}`, () => expect(readFrame(line)).toEqual({ notices: [notice], unread: [] }))
})

test('[F2] a frame is lines, in order; empty ones say nothing', () => {
  expect(readFrame('{"i":"c"}\n\n{"c":1}\n').notices.map(({ kind }) => kind)).toEqual(['hello', 'clear'])
  expect(readFrame('')).toEqual({ notices: [], unread: [] })
})

test('what cannot be read is handed back, and the rest counts', () => {
  const lines = ['{"d":', '[1]', '7', '{"zz":1}', '{"d":5}', '{"at":["/x",1,1]}', '{"app":"asleep"}', '{"u":5}', '{"m":1}']
  const { notices, unread } = readFrame([...lines, '{"r":1}'].join('\n'))
  expect(notices).toEqual([{ kind: 'reset' }])
  expect(unread).toEqual(lines)
})

test('of several letters in one line the first counts, as a page stands before a redirect', () => {
  expect(readFrame('{"u":"/x","p":{"c":{}}}').notices).toEqual([{ kind: 'page', page: { c: {} } }])
})
