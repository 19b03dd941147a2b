import { act } from 'preact/test-utils'
import { beforeEach, expect, test, vi } from 'vitest'
import type { Json, JsonObject } from '../../page/json.ts'
import { maxLineMegabytes } from './recording.ts'
import { click, press, showForm, until, type Shown } from '../../testing/tab.tsx'

let duration = 100

beforeEach(() => {
  duration = 100
  vi.stubGlobal('fetch', () => Promise.resolve(new Response('sound')))
  vi.stubGlobal(
    'OfflineAudioContext',
    class {
      decodeAudioData = (): Promise<unknown> => Promise.resolve({ duration, getChannelData: () => [0, 0.5, 1] })
    },
  )
})

const hold = (target: Element, type: string, clientX: number, options: PointerEventInit = {}): Promise<void> =>
  act(() => void target.dispatchEvent(new PointerEvent(type, { clientX, button: 0, bubbles: true, ...options }))) as Promise<void>

/** Presses a key; true when the browser shall do nothing of its own then. */
async function key(wave: HTMLElement, name: string, options: KeyboardEventInit = {}): Promise<boolean> {
  const event = new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true, ...options })
  await act(() => void wave.dispatchEvent(event))
  return event.defaultPrevented
}

interface Annotated extends Shown {
  wave: HTMLElement
  /** Drags from one second to another, on what is found there. */
  drag: (from: number, to: number, on?: string, options?: PointerEventInit) => Promise<void>
  pending: () => Json | undefined
}

/** A recording of a hundred seconds, a pixel each. */
async function show(attributes: JsonObject = {}): Promise<Annotated> {
  const tags = [
    { name: 'a', label: 'Alarm', color: '#f00' },
    { name: 'b', label: 'Bell', color: '$blue' },
  ]
  const shown = await showForm({ audio_annotator: { name: 'x', title: 'Sounds', path: '/a.mp3', tags, ...attributes } })
  const wave = await until(() => shown.query('.w-wave-line path[d^="M0.5"]')?.closest<HTMLElement>('.w-wave'))
  wave.getBoundingClientRect = () => ({ left: 0, width: 100 }) as DOMRect
  const drag: Annotated['drag'] = async (from, to, on, options) => {
    await hold(on ? (wave.querySelector(on) as Element) : wave, 'pointerdown', from, options)
    await hold(wave, 'pointermove', (from + to) / 2, options)
    await hold(wave, 'pointermove', to, options)
    await hold(wave, 'pointerup', to, options)
  }
  return { ...shown, wave, drag, pending: () => shown.client.pending('x') }
}

test('what is given is pending', async () => {
  expect((await show({ items: [{ start: 1, end: 5, tag: 'a' }] })).pending()).toEqual([{ start: 1, end: 5, tag: 'a' }])
  expect((await show()).pending()).toEqual([])
})

test('dragging marks a stretch; those of one tag that overlap become one', async () => {
  const { drag, pending, find } = await show()
  await drag(10, 20)
  await drag(18, 30, undefined)
  expect(pending()).toEqual([{ start: 10, end: 30, tag: 'a' }])
  await click(find('b'))
  await drag(50, 60)
  expect(pending()).toMatchObject([{ tag: 'b' }, { tag: 'b', start: 50, end: 60 }])
})

test('less than five pixels is a click, which selects', async () => {
  const { drag, pending, wave } = await show({ items: [{ start: 10, end: 20, tag: 'a' }] })
  await drag(40, 43)
  expect(pending()).toHaveLength(1)
  await drag(12, 12, '.w-wave-mark')
  expect(wave.querySelector('.w-wave-selected')).not.toBeNull()
})

test('a stretch is moved, and pulled by its ends; the app is told when that is over', async () => {
  const { drag, socket, lastArgs } = await show({ items: [{ start: 10, end: 20, tag: 'a' }], trigger: true })
  await drag(15, 35, '.w-wave-mark')
  expect(lastArgs()).toMatchObject({ x: [{ start: 30, end: 40, tag: 'a' }] })
  await drag(40, 60, '[data-edge=end]')
  expect(lastArgs()).toMatchObject({ x: [{ start: 30, end: 60, tag: 'a' }] })
  expect(socket.sent).toHaveLength(2)
})

test('the keyboard selects, moves, stretches and removes', async () => {
  const { wave, pending } = await show({ items: [{ start: 10, end: 20, tag: 'a' }] })
  await press(wave, 'Enter')
  await press(wave, 'ArrowRight')
  await key(wave, 'ArrowLeft', { shiftKey: true })
  expect(pending()).toEqual([{ start: 10.1, end: 20, tag: 'a' }])
  await press(wave, 'Delete')
  expect(pending()).toEqual([])
})

test('the keyboard goes through the recording, begins a stretch there and ends it', async () => {
  const { wave, pending, lastArgs } = await show({ trigger: true })
  expect(await key(wave, 'ArrowLeft')).toBe(true)
  for (let seconds = 0; seconds < 3; seconds++) await key(wave, 'ArrowRight', { shiftKey: true })
  await key(wave, ' ')
  await key(wave, 'ArrowLeft', { shiftKey: true })
  await key(wave, 'ArrowLeft')
  expect(wave.querySelector<HTMLElement>('.w-wave-draft')?.style.left).toBe('1.9%')
  expect(pending()).toEqual([])
  expect(await key(wave, ' ')).toBe(true)
  expect(lastArgs()).toMatchObject({ x: [{ start: 1.9, end: 3, tag: 'a' }] })
  await key(wave, 'ArrowRight', { shiftKey: true })
  expect(lastArgs()).toMatchObject({ x: [{ start: 1.9, end: 3.1, tag: 'a' }] })
})

test('what the keyboard has begun can be left, and the browser keeps the keys that do nothing here', async () => {
  const { wave, pending } = await show()
  for (const name of ['Escape', 'Delete', 'Enter', 'x']) expect(await key(wave, name)).toBe(false)
  expect(await key(wave, 'ArrowRight', { altKey: true })).toBe(false)
  await key(wave, ' ')
  await key(wave, 'ArrowRight', { shiftKey: true })
  expect(await key(wave, 'Escape')).toBe(true)
  expect(wave.querySelector('.w-wave-draft')).toBeNull()
  expect(pending()).toEqual([])
})

test('a finger marks a stretch', async () => {
  const { drag, pending } = await show()
  await drag(10, 20, undefined, { pointerId: 7, pointerType: 'touch' })
  expect(pending()).toEqual([{ start: 10, end: 20, tag: 'a' }])
})

test('a gesture that the browser takes over has not been', async () => {
  const { wave, pending, socket } = await show({ items: [{ start: 10, end: 20, tag: 'a' }], trigger: true })
  for (const on of ['.w-wave-mark', '[data-edge=end]']) {
    await hold(wave.querySelector(on) as Element, 'pointerdown', 15)
    await hold(wave, 'pointermove', 60)
    expect(pending()).not.toEqual([{ start: 10, end: 20, tag: 'a' }])
    await hold(wave, 'pointercancel', 60)
    expect(pending()).toEqual([{ start: 10, end: 20, tag: 'a' }])
  }
  await hold(wave, 'pointerdown', 30)
  await hold(wave, 'pointermove', 60)
  await hold(wave, 'pointercancel', 60)
  expect(wave.querySelector('.w-wave-draft')).toBeNull()
  expect(pending()).toHaveLength(1)
  expect(socket.sent).toEqual([])
})

test('the line of the recording is drawn once, whatever is pulled on it', async () => {
  const { wave, drag } = await show({ items: [{ start: 10, end: 20, tag: 'a' }] })
  const spy = vi.spyOn(Array.prototype, 'slice')
  await drag(15, 35, '.w-wave-mark')
  const drawn = spy.mock.contexts.filter((peaks) => Array.isArray(peaks) && peaks.includes(0.5)).length
  spy.mockRestore()
  expect(wave.querySelectorAll('.w-wave-line')).toHaveLength(1)
  expect(drawn).toBe(0)
})

test('no line is drawn of a recording that is too large, which is said', async () => {
  const headers = { 'content-length': `${maxLineMegabytes * 2 ** 20 + 1}` }
  vi.stubGlobal('fetch', () => Promise.resolve(new Response('sound', { headers })))
  const { root, query } = await showForm({ audio_annotator: { name: 'x', title: 'Sounds', path: '/large.mp3', tags: [] } })
  const note = await until(() => query('.w-unknown'))
  expect(note.textContent).toContain(`larger than ${maxLineMegabytes} MB`)
  expect(root.querySelector('.w-wave-line path')?.getAttribute('d')).toBe('M0 50H1')
})

test('a long recording is also seen closely', async () => {
  duration = 300
  const { root } = await show()
  expect(root.querySelectorAll('.w-wave')).toHaveLength(2)
  expect(root.querySelector('[aria-label="Part in sight"]')?.getAttribute('max')).toBe('240')
})

test('buttons remove what is selected, or all', async () => {
  const { query, drag, pending } = await show({ items: [{ start: 10, end: 20, tag: 'a' }, { start: 30, end: 40, tag: 'b' }] })
  await drag(12, 12, '.w-wave-mark')
  await click(query('[aria-label="Remove selected"]') as HTMLElement)
  expect(pending()).toEqual([{ start: 30, end: 40, tag: 'b' }])
  await click(query('[aria-label="Remove all"]') as HTMLElement)
  expect(pending()).toEqual([])
})

test('a recording that cannot be loaded says so', async () => {
  vi.stubGlobal('fetch', () => Promise.resolve(new Response('', { status: 404 })))
  vi.spyOn(console, 'error').mockImplementation(() => {})
  const shown = await showForm({ audio_annotator: { name: 'x', title: 'Sounds', path: '/none.mp3', tags: [] } })
  await until(() => shown.query('[role=alert]'))
  expect(shown.query('[role=alert]')?.textContent).toContain('could not be loaded')
})
