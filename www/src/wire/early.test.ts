import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { callEarly, type EarlySocket } from './early.ts'

class FakeWebSocket {
  readonly sent: string[] = []
  onopen = (): void => {}
  onmessage = (_event: { data: string }): void => {}
  constructor(
    readonly url: string,
    readonly protocol: string,
  ) {}
  send = (message: string): void => void this.sent.push(message)
}

beforeEach(() => void vi.stubGlobal('WebSocket', FakeWebSocket))
afterEach(() => void vi.unstubAllGlobals())

/** As the shell page has it: nothing around it but what browsers have. */
const fromText = new Function(`return ${callEarly}`)() as typeof callEarly

const open = (): [EarlySocket, FakeWebSocket] => {
  const early = fromText('ws://host/_s/', 'p1', '+ /demo ')
  return [early, early.socket as unknown as FakeWebSocket]
}

test('nothing is said before there is a connection', () => {
  const [early, socket] = open()
  expect([socket.url, socket.protocol, socket.sent, early.said]).toEqual(['ws://host/_s/', 'p1', [], ''])
})

test('the greeting is said at once, and answers are kept', () => {
  const [early, socket] = open()
  socket.onopen()
  socket.onmessage({ data: 'a' })
  socket.onmessage({ data: 'b' })
  expect([socket.sent, early.said, early.frames]).toEqual([['+ /demo '], '+ /demo ', ['a', 'b']])
})
