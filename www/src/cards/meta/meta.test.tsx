import { act } from 'preact/test-utils'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { JsonObject } from '../../page/json.ts'
import { themeVersion } from '../../theme/theme.ts'
import { click, settle, showPage, until, type Shown } from '../../testing/tab.tsx'
import { anonymous } from './tracker.ts'

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const show = (meta: JsonObject): Promise<Shown> => showPage({ meta: { view: 'meta', box: '', ...meta } })

describe('what a page asks for', () => {
  test('a title, and another one', async () => {
    const { apply } = await show({ title: 'First' })
    expect(document.title).toBe('First')
    await apply({ k: 'meta title', v: 'Second' })
    expect(document.title).toBe('Second')
  })

  test('an icon', async () => {
    document.head.innerHTML = '<link rel="icon" type="image/svg+xml" href="a.svg">'
    await show({ icon: '/b.png' })
    const link = document.querySelector('link')
    expect(link?.getAttribute('href')).toBe('/b.png')
    expect(link?.hasAttribute('type')).toBe(false)
  })

  test('to be elsewhere, each time it says so', async () => {
    const { around, apply } = await show({ redirect: '#menu' })
    expect(around.asked).toEqual(['hash menu'])
    await apply({ k: 'meta title', v: 'x' })
    expect(around.asked).toHaveLength(1)
    await apply({ k: 'meta redirect', v: '#menu' })
    await apply({ k: 'meta redirect', v: '/other' })
    expect(around.asked).toEqual(['hash menu', 'hash menu', 'replace /other'])
  })

  test('to stand still', async () => {
    const { socket } = await show({ refresh: 0 })
    expect(socket.calls).toContain('close')
  })

  test('to go on, which is nothing to be done', async () => {
    const { socket } = await show({ refresh: 5 })
    expect(socket.calls).not.toContain('close')
  })

  test('a theme, of its own or one that comes with Wave', async () => {
    const { apply } = await show({ theme: 'mine', themes: [{ name: 'mine', text: '#000000', card: '#ffffff', page: '#dddddd', primary: '#112233' }] })
    const primary = (): string => document.body.style.getPropertyValue('--wave-primary')
    await until(() => primary() === '#112233')
    await apply({ k: 'meta theme', v: 'nord' })
    await until(() => primary() === '#87c0d0')
  })

  test('cards that fade in', async () => {
    await show({ animate: true })
    expect(document.body.hasAttribute('data-wave-animate')).toBe(true)
  })

  test('a notification on the desktop, if the user wants them', async () => {
    const shown: string[] = []
    class FakeNotification {
      static permission = 'default'
      static requestPermission = (): Promise<string> => Promise.resolve('granted')
      constructor(text: string) {
        shown.push(text)
      }
    }
    vi.stubGlobal('Notification', FakeNotification)
    await show({ notification: 'Tea is ready' })
    await settle()
    expect(shown).toEqual(['Tea is ready'])
  })

  test('styles and scripts, which carry the nonce', async () => {
    document.body.dataset['nonce'] = 'n0nce'
    await show({
      stylesheet: { content: 'p { color: red }', media: 'print' },
      stylesheets: [{ path: '/a.css', cross_origin: 'anonymous' }],
    })
    const style = [...document.head.querySelectorAll('style')].find((element) => element.textContent?.includes('red'))
    expect(style?.getAttribute('media')).toBe('print')
    expect(style?.nonce).toBe('n0nce')
    const link = document.head.querySelector<HTMLLinkElement>('link[rel=stylesheet]')
    expect(link?.getAttribute('href')).toBe('/a.css')
    expect(link?.getAttribute('crossorigin')).toBe('anonymous')
  })
})

test('a tracker is told the names of the arguments only', () => {
  expect(anonymous({ name: 'Ada', empty: '', off: false, '#': 'menu' })).toEqual({ name: true, '#': 'menu' })
})

describe('a dialog', () => {
  const dialog = { title: 'Sure?', name: 'dlg', items: [{ text: { name: 't', content: 'Really' } }, { button: { name: 'ok', label: 'OK' } }] }
  const cancel = (query: Shown['query']): Promise<void> =>
    act(() => void query('dialog')?.dispatchEvent(new Event('cancel', { cancelable: true }))) as Promise<void>

  test('is shown with its items, and its buttons submit', async () => {
    const { query, find, lastArgs } = await show({ dialog })
    await until(() => query('[data-test=ok]'))
    expect(query('dialog h2')?.textContent).toBe('Sure?')
    await click(find('ok'))
    expect(lastArgs()).toMatchObject({ ok: true })
  })

  test('is dismissed with Escape, and the app is told if it wants to know', async () => {
    const { query, lastArgs } = await show({ dialog: { ...dialog, events: ['dismissed'], blocking: true } })
    await until(() => query('dialog'))
    await cancel(query)
    expect(query('dialog')).toBeNull()
    expect(lastArgs()).toMatchObject({ '': { dlg: { dismissed: true } }, __wave_submission_name__: 'dlg' })
  })

  test('has a button to close it only when it is closable', async () => {
    const { query, apply } = await show({ dialog })
    await until(() => query('dialog'))
    expect(query('dialog [aria-label=Close]')).toBeNull()
    await apply({ k: 'meta dialog', v: { ...dialog, closable: true } as never })
    await click(query('dialog [aria-label=Close]') as HTMLElement)
    expect(query('dialog')).toBeNull()
  })

  test('that was dismissed is shown again when the meta card changes', async () => {
    const { query, apply, lastArgs } = await show({ dialog })
    await until(() => query('dialog'))
    await cancel(query)
    expect(lastArgs()).toBeUndefined()
    await apply({ k: 'meta title', v: 'x' })
    expect(query('dialog')).not.toBeNull()
    await apply({ k: 'meta dialog' })
    expect(query('dialog')).toBeNull()
  })

  test('stays as it is when something inside of it changes', async () => {
    const { query, find, apply } = await show({ dialog })
    await until(() => query('[data-test=t]'))
    await apply({ k: 'meta t content', v: 'Truly' })
    expect(find('t').textContent).toBe('Truly')
  })
})

test('a side panel does not go away with Escape', async () => {
  const { query } = await show({ side_panel: { title: 'Details', items: [], closable: true } })
  await until(() => query('dialog'))
  await act(() => void query('dialog')?.dispatchEvent(new Event('cancel', { cancelable: true })))
  expect(query('dialog')).not.toBeNull()
  await click(query('dialog [aria-label=Close]') as HTMLElement)
  expect(query('dialog')).toBeNull()
})

test('a notification bar goes away by itself, and the app is told if it wants to know', async () => {
  const bar = { name: 'bar', text: 'Saved', type: 'success', events: ['dismissed'], timeout: 0 }
  const { query, lastArgs, apply } = await show({})
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const shownSoon = apply({ k: 'meta notification_bar', v: bar })
  for (let turn = 0; turn < 40; turn++) await act(async () => void (await vi.advanceTimersByTimeAsync(10)))
  await shownSoon
  expect(query('.w-notification')?.textContent).toContain('Saved')
  await act(async () => void (await vi.advanceTimersByTimeAsync(5000)))
  expect(query('.w-notification')).toBeNull()
  expect(lastArgs()).toMatchObject({ '': { bar: { dismissed: true } } })
})

test('what is in something that the page asks for can be changed where it is', async () => {
  const { apply } = await show({ theme: 'mine', themes: [{ name: 'mine', text: '#000000', card: '#ffffff', page: '#dddddd', primary: '#112233' }] })
  const primary = (): string => document.body.style.getPropertyValue('--wave-primary')
  await until(() => primary() === '#112233')
  await apply({ k: 'meta themes 0 primary', v: '#445566' })
  await until(() => primary() === '#445566')
  await apply({ k: 'meta theme' })
  await until(() => primary() === '#000000')
})

test('a theme and its colours are put onto the page once', async () => {
  const themes = [{ name: 'mine', text: '#000000', card: '#ffffff', page: '#dddddd', primary: '#112233' }]
  const { apply } = await show({ title: 'x' })
  const before = themeVersion.value
  await apply({ k: 'meta themes', v: themes }, { k: 'meta theme', v: 'mine' })
  await until(() => document.body.style.getPropertyValue('--wave-primary') === '#112233')
  expect(themeVersion.value - before).toBe(1)
})

test('what else the page asks for is not read again at every change', async () => {
  const content = 'x'.repeat(1000)
  const { apply } = await show({ stylesheet: { content }, title: 'First' })
  const written = vi.spyOn(JSON, 'stringify')
  await apply({ k: 'meta title', v: 'Second' })
  expect(written.mock.results.filter(({ value }) => String(value).includes(content))).toEqual([])
  written.mockRestore()
  await apply({ k: 'meta stylesheet content', v: 'p { color: red }' })
  expect([...document.head.querySelectorAll('style')].at(-1)?.textContent).toBe('p { color: red }')
})

test('a script of the page is described as its author says, and loaded once', async () => {
  document.head.innerHTML = ''
  const path = '/described.js'
  const script = { path, asynchronous: true, cross_origin: 'anonymous', referrer_policy: 'origin', integrity: 'sha256-x', type: 'module' }
  const { apply } = await show({ scripts: [script] })
  const [element, ...others] = [...document.head.querySelectorAll<HTMLScriptElement>(`script[src="${path}"]`)]
  expect(others).toEqual([])
  const told = (name: string): string | null | undefined => element?.getAttribute(name)
  expect([told('crossorigin'), told('referrerpolicy'), told('integrity'), told('type'), element?.async]).toEqual(['anonymous', 'origin', 'sha256-x', 'module', true])
  await apply({ k: 'meta scripts', v: [script] })
  expect(document.head.querySelectorAll(`script[src="${path}"]`)).toHaveLength(1)
})

test('a tracker hears of submissions, under the category of its type', async () => {
  const { client } = await show({ tracker: { type: 'ga', id: 'UA-7' } })
  client.submit('ok', true)
  const { dataLayer } = window as { dataLayer?: ArrayLike<unknown>[] }
  expect([...(dataLayer?.at(-1) as ArrayLike<unknown> as unknown[])]).toEqual(['event', 'sync', { event_category: 'ga', ok: true, __wave_submission_name__: true }])
})
