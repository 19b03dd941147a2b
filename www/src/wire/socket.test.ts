import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Ear, FakeWebSocket } from './socket.fixture.ts'
import { Socket } from './socket.ts'

const hello = { i: 'c1', k: 'k1' }
let ear: Ear
let socket: Socket

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('WebSocket', FakeWebSocket)
  FakeWebSocket.all.length = 0
  ear = new Ear()
  socket = new Socket({ url: 'ws://host/_s/', location: () => ({ path: '/demo', hash: '' }), listener: ear, random: () => 1 })
  socket.open()
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** A connection that has been live for a while. */
function live(): FakeWebSocket {
  FakeWebSocket.last.accept()
  FakeWebSocket.last.say(hello, { at: ['/demo', 'e', 3] })
  vi.advanceTimersByTime(10_000)
  return FakeWebSocket.last
}

describe('a socket that was opened early', () => {
  const early = (readyState: number, said: string, ...frames: string[]): FakeWebSocket => {
    const opened = new FakeWebSocket('ws://host/_s/', 'wave.resume.v1')
    Object.assign(opened, { readyState, protocol: 'wave.resume.v1' })
    FakeWebSocket.all.length = 0
    ear = new Ear()
    const location = () => ({ path: '/demo', hash: '' })
    socket = new Socket({ url: 'ws://host/_s/', location, listener: ear, early: { socket: opened as unknown as WebSocket, said, frames } })
    socket.open()
    return opened
  }
  const said = [JSON.stringify(hello), JSON.stringify({ d: [{ k: 'c n', v: 1 }] })]

  test('[R1] it is the first one, and what was said on it is heard', () => {
    const opened = early(1, '+ /demo ', ...said)
    expect([FakeWebSocket.all, opened.sent, ear.state]).toEqual([[], [], 'live'])
    expect(ear.notices).toEqual([{ kind: 'delta', ops: [{ k: 'c n', v: 1 }] }])
    opened.say({ d: [{ k: 'c n', v: 2 }] })
    expect(ear.notices).toHaveLength(2)
  })

  test('it says what is due when there was no connection yet', () => {
    const opened = early(0, '')
    expect(opened.sent).toEqual([])
    opened.accept()
    expect(opened.sent).toEqual(['+ /demo '])
  })

  test('it says where the tab is now when that is no longer where it was', () => {
    expect(early(1, '+ /demo old').sent).toEqual(['+ /demo '])
  })

  test('one that is lost is not the first one', () => {
    early(3, '+ /demo ', ...said)
    expect(FakeWebSocket.all).toHaveLength(1)
    expect([FakeWebSocket.last.asked, ear.notices]).toEqual(['wave.resume.v1', []])
  })

  test('the next one is opened as ever', () => {
    early(1, '+ /demo ', ...said).end()
    vi.advanceTimersByTime(250)
    expect(FakeWebSocket.all).toHaveLength(1)
  })
})

describe('the resumable dialogue', () => {
  test('[R1] it is asked for, begun by watching, and live after the hello', () => {
    expect(FakeWebSocket.last.asked).toBe('wave.resume.v1')
    expect(ear.state).toBe('connecting')
    FakeWebSocket.last.accept()
    expect(FakeWebSocket.last.sent).toEqual(['+ /demo '])
    expect(ear.state).toBe('connecting')
    FakeWebSocket.last.say(hello)
    expect(ear.state).toBe('live')
  })

  test('[R3] a lost socket is resumed, first at once and then after ever longer', () => {
    live().end()
    expect(ear.links.at(-1)).toEqual({ state: 'waiting', untilMs: Date.now() + 250 })
    vi.advanceTimersByTime(250)
    expect(ear.state).toBe('connecting')
    FakeWebSocket.last.end()
    expect(ear.links.at(-1)).toEqual({ state: 'waiting', untilMs: Date.now() + 1000 })
    vi.advanceTimersByTime(1000)
    FakeWebSocket.last.accept()
    expect(FakeWebSocket.last.sent).toEqual(['^ c1 {"k":"k1","at":{"/demo":["e",3]},"path":"/demo","hash":""}'])
  })

  test('[R4] it catches up, then is live', () => {
    live().end()
    vi.advanceTimersByTime(250)
    FakeWebSocket.last.accept()
    FakeWebSocket.last.say(hello)
    expect(ear.state).toBe('catching_up')
    FakeWebSocket.last.say({ d: [{ k: 'c n', v: 1 }] }, { at: ['/demo', 'e', 4] })
    expect(ear.state).toBe('live')
    expect(ear.notices.at(-1)).toEqual({ kind: 'delta', ops: [{ k: 'c n', v: 1 }] })
  })

  test('[R5] it watches again when it is somebody new', () => {
    live().end()
    vi.advanceTimersByTime(250)
    FakeWebSocket.last.accept()
    FakeWebSocket.last.say({ i: 'c2', k: 'k2' })
    expect(FakeWebSocket.last.sent.at(-1)).toBe('+ /demo ')
    expect(ear.renewals).toBe(1)
  })

  test('a server that spoke it once is not asked for the plain dialogue', () => {
    live().end()
    vi.advanceTimersByTime(250)
    FakeWebSocket.last.end()
    expect(FakeWebSocket.all).toHaveLength(2)
  })

  test('a connection that keeps failing soon is not taken for a good one', () => {
    live().end()
    for (const delayMs of [250, 1000, 2000]) {
      expect(ear.links.at(-1)).toEqual({ state: 'waiting', untilMs: Date.now() + delayMs })
      vi.advanceTimersByTime(delayMs)
      FakeWebSocket.last.accept()
      FakeWebSocket.last.end()
    }
  })
})

describe('the plain dialogue', () => {
  /** Browsers end a socket whose server does not answer the subprotocol. */
  const fallBack = (): void => {
    FakeWebSocket.last.end()
    FakeWebSocket.last.accept('')
  }

  test('it is spoken with a server that does not know the other', () => {
    fallBack()
    expect(FakeWebSocket.last.asked).toBeUndefined()
    expect(FakeWebSocket.last.sent).toEqual(['+ /demo '])
    expect(ear.state).toBe('live')
  })

  test('a lost socket goes on as the same client, as long as the server can be reached', () => {
    fallBack()
    FakeWebSocket.last.say({ i: 'c1' })
    vi.advanceTimersByTime(10_000)
    FakeWebSocket.last.end()
    vi.advanceTimersByTime(250)
    expect(FakeWebSocket.last.url).toBe('ws://host/_s/?client-id=c1')
    FakeWebSocket.last.end()
    vi.advanceTimersByTime(1000)
    expect(FakeWebSocket.last.url).toBe('ws://host/_s/')
    FakeWebSocket.last.accept('')
    FakeWebSocket.last.say({ i: 'c2' })
    expect(ear.renewals).toBe(1)
  })

  test('a server that is away is asked in both ways, each time', () => {
    FakeWebSocket.last.end()
    FakeWebSocket.last.end()
    expect(ear.state).toBe('waiting')
    vi.advanceTimersByTime(250)
    expect(FakeWebSocket.last.asked).toBe('wave.resume.v1')
  })
})

describe('messages of the user', () => {
  test('are sent at once when live', () => {
    live()
    expect(socket.send('@ /demo {}')).toBe(true)
    expect(FakeWebSocket.last.sent.at(-1)).toBe('@ /demo {}')
  })

  test('wait for the connection, behind the first message', () => {
    live().end()
    expect(socket.send('@ /demo {"a":1}')).toBe(true)
    vi.advanceTimersByTime(250)
    FakeWebSocket.last.accept()
    expect(FakeWebSocket.last.sent).toHaveLength(1)
    FakeWebSocket.last.say(hello)
    expect(FakeWebSocket.last.sent.slice(1)).toEqual(['@ /demo {"a":1}'])
  })

  test('are refused when too many wait', () => {
    live().end()
    const accepted = Array.from({ length: 40 }, () => socket.send('@ /demo {}')).filter(Boolean)
    expect(accepted).toHaveLength(32)
  })

  test('that were meant for the page of the past are lost, and that is said', () => {
    live().end()
    socket.send('@ /demo {"a":1}')
    vi.advanceTimersByTime(250)
    FakeWebSocket.last.accept()
    FakeWebSocket.last.say({ i: 'c2', k: 'k2' })
    expect(ear.losses).toEqual(['offline'])
    expect(FakeWebSocket.last.sent.some((message) => message.startsWith('@'))).toBe(false)
  })
})

describe('the ends of a socket', () => {
  test('signed out: it stays away', () => {
    live().end(4001)
    expect(ear.state).toBe('signed_out')
    vi.advanceTimersByTime(100_000)
    expect(FakeWebSocket.all).toHaveLength(1)
  })

  test('taken over: it stays away until the user asks, and then begins as somebody new', () => {
    live().end(4002)
    expect(ear.state).toBe('taken_over')
    vi.advanceTimersByTime(100_000)
    expect(FakeWebSocket.all).toHaveLength(1)
    socket.comeBack()
    FakeWebSocket.last.accept()
    expect(FakeWebSocket.last.sent).toEqual(['+ /demo '])
    FakeWebSocket.last.say({ i: 'c2', k: 'k2' })
    expect(FakeWebSocket.last.sent).toEqual(['+ /demo '])
    expect(ear.renewals).toBe(1)
  })

  test('live: it can begin as somebody new, and hears no more of the old socket', () => {
    live()
    const before = FakeWebSocket.last
    socket.comeBack()
    expect(before.readyState).toBe(3)
    expect(before.onmessage).toBeNull()
    FakeWebSocket.last.accept()
    expect(FakeWebSocket.last.sent).toEqual(['+ /demo '])
    FakeWebSocket.last.say({ i: 'c2', k: 'k2' })
    expect(ear.renewals).toBe(1)
    expect(FakeWebSocket.all).toHaveLength(2)
  })

  test('the server restarts: it comes back at a moment of its own', () => {
    live().end(1012)
    expect(ear.links.at(-1)).toEqual({ state: 'waiting', untilMs: Date.now() + 2250 })
  })

  test('a message was too large: it comes back and says so', () => {
    live().end(1009)
    expect(ear.losses).toEqual(['too_large'])
    expect(ear.state).toBe('waiting')
  })

  test('closed by the page: it stays closed', () => {
    live()
    socket.close()
    expect(ear.state).toBe('closed')
    expect(FakeWebSocket.last.readyState).toBe(3)
    vi.advanceTimersByTime(100_000)
    expect(FakeWebSocket.all).toHaveLength(1)
  })
})

test('an impatient user is not kept waiting', () => {
  live().end()
  vi.advanceTimersByTime(250)
  FakeWebSocket.last.end()
  socket.hurry()
  expect(FakeWebSocket.all).toHaveLength(3)
  socket.hurry()
  expect(FakeWebSocket.all).toHaveLength(3)
})

test('a page can be watched anew', () => {
  live()
  socket.watchAgain()
  expect(FakeWebSocket.last.sent.at(-1)).toBe('+ /demo ')
})

test('lines that cannot be read are handed on', () => {
  live()
  FakeWebSocket.last.onmessage?.({ data: 'gibberish\n{"c":1}' })
  expect(ear.unread).toEqual(['gibberish'])
  expect(ear.notices).toEqual([{ kind: 'clear' }])
})
