import { afterEach, expect, test, vi } from 'vitest'
import { readShell } from './body.ts'
import { makeTab } from './testing/tab.tsx'
import { debounce, throttle, waveObject } from './wave_object.ts'

afterEach(() => vi.useRealTimers())

const shell = readShell({ baseUrl: '/base/' } as DOMStringMap, { protocol: 'https:', host: 'h:1' })

test('the shell page says where things are', () => {
  expect(shell).toEqual({
    baseUrl: '/base/',
    socketUrl: 'wss://h:1/base/_s/',
    uploadUrl: '/base/_f/',
    initUrl: '/base/_auth/init',
    loginUrl: '/base/_auth/login',
  })
  const other = readShell({ waveSocketUrl: '/live/' } as unknown as DOMStringMap, { protocol: 'http:', host: 'h' })
  expect(other.socketUrl).toBe('ws://h/live/')
})

test('scripts of a page write arguments and push them', () => {
  const { client, lastArgs } = makeTab()
  const wave = waveObject(client, shell)
  wave.args['a'] = 1
  wave.args['b'] = 'x'
  expect(wave.args['a']).toBe(1)
  wave.push()
  expect(lastArgs()).toEqual({ a: 1, b: 'x', __wave_submission_name__: 'b' })
})

test('scripts of a page emit events', () => {
  const { client, lastArgs } = makeTab()
  waveObject(client, shell).emit('map', 'clicked', { at: [1, 2] })
  expect(lastArgs()).toEqual({ '': { map: { clicked: { at: [1, 2] } } }, __wave_submission_name__: 'map' })
})

test('scripts of a page edit it in one message', () => {
  const { client, socket } = makeTab()
  const fork = waveObject(client, shell).fork()
  fork.set('card title', 'T')
  fork.get('card').get('data').set('x', [1])
  fork.put('new', { view: 'x' })
  fork.del('old')
  fork.drop()
  fork.push()
  expect(socket.sent).toEqual([
    '* /demo {"d":[{"k":"card title","v":"T"},{"k":"card data x","v":[1]},{"k":"new","d":{"view":"x"}},{"k":"old"},{}]}',
  ])
  fork.push()
  expect(socket.sent.at(-1)).toBe('* /demo {"d":[]}')
})

test('debounce calls back when it has been quiet, throttle at most once in a while', () => {
  vi.useFakeTimers()
  const calls: string[] = []
  const quiet = debounce(100, (word) => calls.push(`quiet ${word}`))
  const rare = throttle(100, (word) => calls.push(`rare ${word}`))
  for (const word of ['a', 'b']) {
    quiet(word)
    rare(word)
  }
  expect(calls).toEqual(['rare a'])
  vi.advanceTimersByTime(100)
  rare('c')
  expect(calls).toEqual(['rare a', 'quiet b', 'rare c'])
})
