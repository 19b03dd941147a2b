import { describe, expect, test } from 'vitest'
import { act } from 'preact/test-utils'
import type { JsonObject } from './page/json.ts'
import { makeTab, showForm, type } from './testing/tab.tsx'
import type { Notice } from './wire/notices.ts'

const page: Notice = { kind: 'page', page: { c: { a: { d: { view: 'x', n: 1 } } } } }
const delta = (k: string, v: number): Notice => ({ kind: 'delta', ops: [{ k, v }] })

describe('what the server says', () => {
  test('a page is shown, and deltas change it', () => {
    const { client } = makeTab()
    expect(client.screen.value).toBe('waiting')
    client.onNotices([page, delta('a n', 2)])
    expect(client.screen.value).toBe('page')
    expect(client.page.value.cards.get('a')?.data).toEqual({ view: 'x', n: 2 })
  })

  test('[R4] a page that is sent again leaves alone what is half typed, and shows what is new', async () => {
    const items = (label: string): JsonObject[] => [{ textbox: { name: 'ship', label } }, { textbox: { name: 'port', value: label } }]
    const { client, find, root, apply } = await showForm(...items('Before'))
    await type(find('ship'), 'Half a na')
    await type(find('port'), 'Typed')
    await act(() => client.onNotices([{ kind: 'page', page: { c: { form: { d: { view: 'form', box: '1 1 4 4', items: items('After') } } } } }]))
    await apply()
    expect(root.textContent).toContain('After')
    expect(find<HTMLInputElement>('ship').value).toBe('Half a na')
    expect(find<HTMLInputElement>('port').value).toBe('After')
  })

  test('a delta without a page begins one', () => {
    const { client } = makeTab()
    client.onNotices([{ kind: 'delta', ops: [{ k: 'b', d: { view: 'y' } }] }])
    expect([...client.page.value.cards.keys()]).toEqual(['b'])
    expect(client.screen.value).toBe('page')
  })

  test('a page that is not there is told as such, until it comes', () => {
    const { client } = makeTab()
    client.onNotices([{ kind: 'error', code: 'not_found' }])
    expect(client.screen.value).toBe('not_found')
    client.onNotices([{ kind: 'delta', ops: [{ k: 'b', d: {} }] }])
    expect(client.screen.value).toBe('page')
  })

  test('[R5] a page of the past stays until there is something new, which begins from nothing', () => {
    const { client } = makeTab()
    client.onNotices([page])
    client.onRenewed()
    expect(client.page.value.cards.has('a')).toBe(true)
    client.onNotices([{ kind: 'delta', ops: [{ k: 'b', d: {} }] }])
    expect([...client.page.value.cards.keys()]).toEqual(['b'])
    client.onNotices([delta('b n', 1)])
    expect([...client.page.value.cards.keys()]).toEqual(['b'])
  })

  test('[N4] clearing forgets what is pending', () => {
    const { client, lastArgs } = makeTab()
    client.set('a', 1)
    client.onNotices([{ kind: 'clear' }])
    client.push()
    expect(lastArgs()).toEqual({})
  })

  test('[N5] [N6] a reset reloads, a redirect leaves', () => {
    const { client, around } = makeTab()
    client.onNotices([{ kind: 'reset' }, { kind: 'redirect', url: '/login' }])
    expect(around.asked).toEqual(['reload', 'replace /login'])
  })

  test('[N2] the user is known', () => {
    const { client } = makeTab()
    client.onNotices([{ kind: 'user', username: 'ada', editable: true }])
    expect(client.username.value).toBe('ada')
    expect(client.editable.value).toBe(true)
  })

  test('[N7] an app that is away is not waited for, and its page goes on when it is back', () => {
    const { client, socket } = makeTab()
    client.onNotices([page])
    client.push()
    client.onNotices([{ kind: 'app', state: 'down' }])
    expect(client.busy.value).toBe(false)
    expect(client.app.value).toBe('down')
    client.onNotices([{ kind: 'app', state: 'up' }])
    expect(client.app.value).toBe('up')
    expect(socket.calls).toEqual(['open'])
    client.onNotices([{ kind: 'delta', ops: [{ k: 'b', d: {} }] }])
    expect([...client.page.value.cards.keys()]).toEqual(['a', 'b'])
  })

  test('[N7] to an app that is new this tab comes as somebody new, and shows what was drawn until then', () => {
    const { client, socket } = makeTab()
    client.onNotices([page, { kind: 'app', state: 'down' }, { kind: 'app', state: 'new' }])
    expect(client.app.value).toBe('up')
    expect(socket.calls).toEqual(['open', 'comeBack'])
    expect(client.page.value.cards.has('a')).toBe(true)
    client.onRenewed()
    client.onNotices([{ kind: 'delta', ops: [{ k: 'b', d: {} }] }])
    expect([...client.page.value.cards.keys()]).toEqual(['b'])
  })

  test('[N10] what an app has drawn stays when it is gone, until there is something else', () => {
    const { client, socket } = makeTab()
    client.onNotices([page, { kind: 'app', state: 'gone' }, { kind: 'error', code: 'not_found' }])
    expect(socket.calls).toContain('watchAgain')
    expect(client.screen.value).toBe('page')
    expect(client.page.value.cards.has('a')).toBe(true)
    client.onNotices([{ kind: 'page', page: { c: {} } }])
    expect(client.page.value.cards.has('a')).toBe(false)
  })

  test('[N8] [N9] what did not arrive is told', () => {
    const { client } = makeTab()
    client.onNotices([
      { kind: 'error', code: 'app_unavailable' },
      { kind: 'error', code: 'bad_query' },
      { kind: 'error', code: 'out_of_cheese' },
    ])
    const texts = client.toasts.list.value.map(({ text }) => text)
    expect(texts).toHaveLength(3)
    expect(texts[2]).toContain('out_of_cheese')
  })
})

describe('what the user does', () => {
  test('a push sends what is pending to the path of the page', () => {
    const { client, around, socket } = makeTab()
    around.path = '/f%C3%B8'
    client.set('a', 1)
    client.push()
    expect(socket.sent).toEqual(['@ /fø {"a":1,"__wave_submission_name__":"a"}'])
  })

  test('a click on a name with # goes to the hash; the change of the hash is what is submitted', () => {
    const { client, around, lastArgs } = makeTab()
    client.submit('#menu', true)
    expect(around.asked).toEqual(['hash menu'])
    around.location = 'menu'
    client.hashChanged()
    expect(lastArgs()).toEqual({ '#': 'menu', __wave_submission_name__: '#' })
  })

  test('the page is covered until the next frame', () => {
    const { client } = makeTab()
    client.push()
    expect(client.busy.value).toBe(true)
    client.onNotices([delta('nobody n', 1)])
    expect(client.busy.value).toBe(false)
  })

  test('the page is not covered while there is no connection, nor by what cannot be sent', () => {
    const { client, socket } = makeTab()
    client.push()
    client.onLink({ state: 'waiting', untilMs: 0 })
    expect(client.busy.value).toBe(false)
    client.push()
    expect(client.busy.value).toBe(false)
    socket.accepts = false
    client.push()
    expect(client.toasts.list.value.at(-1)?.text).toContain('repeat')
  })

  test('whoever asked hears of every submission', () => {
    const { client } = makeTab()
    const heard: object[] = []
    client.onSubmit((args) => heard.push(args))
    client.submit('a', true)
    expect(heard).toEqual([{ a: true, __wave_submission_name__: 'a' }])
  })
})

test('a line that cannot be read is told once', () => {
  const { client } = makeTab()
  const errors: unknown[] = []
  const { error } = console
  console.error = (...words: unknown[]) => errors.push(words)
  client.onUnread(['x'])
  client.onUnread(['y'])
  console.error = error
  expect(client.toasts.list.value).toHaveLength(1)
  expect(errors).toHaveLength(2)
})
