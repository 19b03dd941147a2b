import { expect, test } from 'vitest'
import { Dialogue } from './dialogue.ts'
import type { Notice } from './notices.ts'

const hello = (client: string, key?: string): Notice => ({ kind: 'hello', client, key })
const mark = (route: string, revision: number, epoch = 'e'): Notice => ({ kind: 'mark', route, position: [epoch, revision] })
const make = (): Dialogue => new Dialogue(() => ({ path: '/demo', hash: 'h' }))

test('[R1] a fresh tab begins by watching, and is live when it is told who it is', () => {
  const dialogue = make()
  expect(dialogue.begin(true)).toBe('+ /demo h')
  expect(dialogue.phase).toBe('greeting')
  expect(dialogue.receive([hello('c1', 'k1')])).toEqual({ send: [], notices: [], renewed: false })
  expect(dialogue.phase).toBe('live')
})

test('[R3] a tab that lost its socket asks to go on from its marks', () => {
  const dialogue = make()
  dialogue.begin(true)
  dialogue.receive([hello('c1', 'k1'), mark('/demo', 3), mark('/c1', 9)])
  expect(dialogue.begin(true)).toBe('^ c1 {"k":"k1","at":{"/demo":["e",3],"/c1":["e",9]},"path":"/demo","hash":"h"}')
})

test('[R4] a tab that is known catches up until every route has its mark', () => {
  const dialogue = make()
  dialogue.begin(true)
  dialogue.receive([hello('c1', 'k1'), mark('/demo', 3), mark('/c1', 9)])
  dialogue.begin(true)
  expect(dialogue.receive([hello('c1', 'k2')]).renewed).toBe(false)
  expect(dialogue.phase).toBe('catching_up')
  dialogue.receive([mark('/demo', 3)])
  expect(dialogue.phase).toBe('catching_up')
  dialogue.receive([mark('/c1', 11)])
  expect(dialogue.phase).toBe('live')
})

test('a tab that has seen nothing yet has nothing to go on with, and watches', () => {
  const dialogue = make()
  dialogue.begin(true)
  dialogue.receive([hello('c1', 'k1')])
  expect(dialogue.begin(true)).toBe('+ /demo h')
  dialogue.receive([hello('c1', 'k1')])
  expect(dialogue.phase).toBe('live')
})

test('[R5] a tab that is not known any more watches again, and its page is of the past', () => {
  const dialogue = make()
  dialogue.begin(true)
  dialogue.receive([hello('c1', 'k1'), mark('/demo', 3)])
  dialogue.begin(true)
  expect(dialogue.receive([hello('c2', 'k2')])).toEqual({ send: ['+ /demo h'], notices: [], renewed: true })
  expect(dialogue.phase).toBe('live')
  expect(dialogue.begin(true)).toBe('+ /demo h')
})

test('[R4] a mark that goes back asks for the page anew', () => {
  const dialogue = make()
  dialogue.begin(true)
  dialogue.receive([hello('c1', 'k1'), mark('/demo', 5)])
  expect(dialogue.receive([mark('/demo', 4)]).send).toEqual(['+ /demo h'])
  expect(dialogue.receive([mark('/demo', 6)]).send).toEqual([])
})

test('a mark of a new epoch is no step back', () => {
  const dialogue = make()
  dialogue.begin(true)
  dialogue.receive([hello('c1', 'k1'), mark('/demo', 5)])
  expect(dialogue.receive([mark('/demo', 1, 'f')]).send).toEqual([])
})

test('what is not about the dialogue is handed on, in order', () => {
  const dialogue = make()
  dialogue.begin(true)
  const clear: Notice = { kind: 'clear' }
  const reset: Notice = { kind: 'reset' }
  expect(dialogue.receive([hello('c1', 'k1'), clear, mark('/demo', 1), reset]).notices).toEqual([clear, reset])
})

test('in the plain dialogue a new socket watches, and goes on as the same client when that is known', () => {
  const dialogue = make()
  expect(dialogue.begin(false)).toBe('+ /demo h')
  expect(dialogue.phase).toBe('live')
  dialogue.receive([hello('c1')])
  expect(dialogue.client).toBe('c1')
  expect(dialogue.begin(false)).toBe('+ /demo h')
})

test('in the plain dialogue another client id means another page, which comes without asking', () => {
  const dialogue = make()
  dialogue.begin(false)
  dialogue.receive([hello('c1')])
  dialogue.begin(false)
  expect(dialogue.receive([hello('c2')])).toEqual({ send: [], notices: [], renewed: true })
})

test('who has forgotten who it is begins as somebody new', () => {
  const dialogue = make()
  dialogue.begin(true)
  dialogue.receive([hello('c1', 'k1')])
  dialogue.forget()
  expect(dialogue.begin(true)).toBe('+ /demo h')
  expect(dialogue.receive([hello('c2', 'k2')])).toEqual({ send: [], notices: [], renewed: true })
})
