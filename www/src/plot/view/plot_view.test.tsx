import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { BufferJson } from '../../page/buffers/buffer.ts'
import { CyclicBuf } from '../../page/buffers/cyclic.ts'
import { loadBuffer } from '../../page/buffers/load.ts'
import { announce, touch } from '../../view/reactive.ts'
import { PlotView, type PlotProps } from './plot_view.tsx'

/** Everything that was painted as text, since the last clearing of the canvas. */
let painted: string[] = []
let paintings = 0
let root: HTMLElement

/** A canvas for a document that has none: it remembers texts, and every character is six pixels wide. */
const context = new Proxy({} as Record<string, unknown>, {
  get: (target, name) => {
    if (name === 'measureText') return (text: string) => ({ width: text.length * 6 })
    if (name === 'fillText') return (text: string) => void painted.push(text)
    if (name === 'clearRect') return () => void (painted = [], paintings++)
    return name in target ? target[String(name)] : () => {}
  },
})

/** Of the second canvas, upon the first: nobody looks at it. */
const overlay = new Proxy(context, { get: (target, name) => (name === 'measureText' ? target['measureText'] : () => {}) })

beforeEach(() => {
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockImplementation(function (this: HTMLCanvasElement) {
    return (this.previousElementSibling ? overlay : context) as never
  })
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(400)
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(300)
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'requestAnimationFrame', 'cancelAnimationFrame'] })
  root = document.createElement('div')
  document.body.append(root)
})

afterEach(() => {
  render(null, root)
  root.remove()
  vi.useRealTimers()
})

const frame = (): Promise<void> => act(() => void vi.advanceTimersByTime(20))

const plot = { marks: [{ type: 'interval', x: '=k', y: '=v', color: '=c', stack: 'auto' }] }
const rows = [
  { k: 'a', c: 'x', v: 10 },
  { k: 'a', c: 'y', v: 10 },
  { k: 'b', c: 'x', v: 20 },
]

async function show(props: Partial<PlotProps> = {}): Promise<HTMLElement> {
  await act(() => render(<PlotView plot={plot} data={rows} label="Sales" name="p" {...props} />, root))
  await frame()
  return find('.w-plot-stage')
}

function find(selector: string): HTMLElement {
  const element = root.querySelector<HTMLElement>(selector)
  if (!element) throw new Error(`There is no ${selector} in ${root.innerHTML}`)
  return element
}

const point = (stage: HTMLElement, type: string, x: number, y: number): Promise<void> =>
  act(() => void stage.dispatchEvent(new PointerEvent(type, { clientX: x, clientY: y, bubbles: true })))

async function click(stage: HTMLElement, x: number, y: number): Promise<void> {
  await point(stage, 'pointerdown', x, y)
  await point(stage, 'pointerup', x, y)
}

const press = (stage: HTMLElement, key: string): Promise<void> =>
  act(() => void stage.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })))

test('a plot is painted, and its colours are explained', async () => {
  await show()
  expect(painted).toEqual(expect.arrayContaining(['a', 'b', '0', '20']))
  expect([...root.querySelectorAll('.w-plot-legend button')].map((button) => button.textContent)).toEqual(['x', 'y'])
})

const f = ['k', 'c', 'v']
const first = ['first', 'x', 3]

test.each([
  ['a cyclic buffer', { c: { f, d: [first, null], n: 2, i: 1 } }, '-1'],
  ['a fixed buffer with rows that are not there yet', { f: { f, d: [first, null, null], n: 3 } }, '1'],
  ['a map buffer', { m: { f, d: { one: first } } }, 'two'],
  ['a list buffer', { l: { f, d: [first], n: 1 } }, ''],
])('a plot of %s shows its rows and follows it', async (_name, body, key) => {
  const buffer = loadBuffer(body as BufferJson)
  if (!buffer) throw new Error('expected a buffer')
  await show({ data: buffer })
  expect(painted).toContain('first')
  await act(() => {
    buffer.set(key, ['new', 'x', 5])
    touch(buffer)
    announce()
  })
  await frame()
  expect(painted).toEqual(expect.arrayContaining(['first', 'new']))
})

test('a plot of plain rows follows them', async () => {
  const live = [{ k: 'first', c: 'x', v: 3 }]
  await show({ data: live })
  await act(() => {
    live.push({ k: 'new', c: 'x', v: 5 })
    touch(live)
    announce()
  })
  await frame()
  expect(painted).toEqual(expect.arrayContaining(['first', 'new']))
})

test('a plot follows its layers', async () => {
  const live = { marks: [{ type: 'interval', x: '=k', y: '=v', x_title: 'Before' }] }
  await show({ plot: live })
  expect(painted).toContain('Before')
  await act(() => {
    live.marks[0] = { type: 'interval', x: '=k', y: '=v', x_title: 'After' }
    touch(live.marks)
    announce()
  })
  await frame()
  expect(painted).toContain('After')
})

test('packed data is unpacked, and what is no data is an empty plot', async () => {
  await show({ data: 'rows:[["k","c","v"],[["packed","x",1]]]' })
  expect(painted).toContain('packed')
  await show({ data: 'nothing of the kind' })
  expect(painted).not.toContain('packed')
})

test('several changes are painted once', async () => {
  const stage = await show()
  const clear = vi.spyOn(window, 'requestAnimationFrame')
  await press(stage, 'ArrowRight')
  await press(stage, 'ArrowRight')
  await press(stage, 'ArrowLeft')
  expect(clear).toHaveBeenCalledTimes(1)
})

test('a live plot is painted at every frame', async () => {
  const buffer = new CyclicBuf({ f, n: 2 })
  await show({ data: buffer })
  paintings = 0
  for (let row = 0; row < 10; row++) {
    buffer.set('-1', [`row ${row}`, 'x', row])
    touch(buffer)
    await act(() => void vi.advanceTimersByTime(16))
  }
  expect(paintings).toBeGreaterThanOrEqual(9)
  expect(painted).toContain('row 9')
})

test('pointing at a mark tells all about it', async () => {
  const stage = await show()
  await point(stage, 'pointermove', 60, 100)
  expect(find('.w-plot-tooltip').textContent).toBe('acvx10y10')
  await point(stage, 'pointerleave', 0, 0)
  expect(root.querySelector('.w-plot-tooltip')).toBeNull()
})

test('clicking a mark selects its rows, and clicking it again does not', async () => {
  const onSelect = vi.fn()
  const stage = await show({ events: ['select_marks'], onSelect })
  await click(stage, 112, 270)
  expect(onSelect.mock.calls).toEqual([[[{ idx: 1, k: 'a', c: 'y', v: 10 }]]])
  await click(stage, 112, 270)
  await click(stage, 200, 270)
  expect(onSelect).toHaveBeenCalledTimes(1)
})

test('nobody is told of selections that nobody asked for', async () => {
  const onSelect = vi.fn()
  await click(await show({ events: [], onSelect }), 112, 270)
  expect(onSelect).not.toHaveBeenCalled()
})

test('a keyboard steps through the marks, and is told what there is', async () => {
  const onSelect = vi.fn()
  const stage = await show({ events: ['select_marks'], onSelect })
  await press(stage, 'End')
  expect(find('[aria-live]').textContent).toBe('b; c x, v 20')
  await press(stage, 'Home')
  expect(find('[aria-live]').textContent).toBe('a; c x, v 10; c y, v 10')
  await press(stage, 'ArrowRight')
  await press(stage, 'Enter')
  expect(onSelect.mock.calls).toEqual([[[{ idx: 2, k: 'b', c: 'x', v: 20 }]]])
  await press(stage, 'Escape')
  expect(root.querySelector('.w-plot-tooltip')).toBeNull()
})

test('keys that mean nothing are left to the page', async () => {
  const stage = await show()
  const event = new KeyboardEvent('keydown', { key: 'Tab', cancelable: true, bubbles: true })
  stage.dispatchEvent(event)
  expect(event.defaultPrevented).toBe(false)
})

test('a category can be switched off and on, and rows keep their place in the data', async () => {
  const onSelect = vi.fn()
  const stage = await show({ events: ['select_marks'], onSelect })
  const [first] = root.querySelectorAll<HTMLButtonElement>('.w-plot-legend button')
  await act(() => first?.click())
  await frame()
  expect(first?.getAttribute('aria-pressed')).toBe('false')
  await click(stage, 204, 200)
  expect(onSelect.mock.calls).toEqual([[[{ idx: 1, k: 'a', c: 'y', v: 10 }]]])
  await act(() => first?.click())
  await frame()
  expect(painted).toContain('b')
})

test('a plot is told in words and as a table', async () => {
  const stage = await show()
  await act(() => void vi.advanceTimersByTime(600))
  expect(stage.getAttribute('aria-label')).toBe('Sales, bar chart of k, c, v: 3 rows')
  expect([...root.querySelectorAll('.w-sr td')].map((cell) => cell.textContent)).toEqual(['a', 'x', '10', 'a', 'y', '10', 'b', 'x', '20'])
})

const ticks = (): string[] => painted.filter((text) => /^\d+(\.\d+)?$/.test(text))
const numbers = { plot: { marks: [{ type: 'point', x: '=a', y: '=a' }] }, data: [{ a: 0 }, { a: 100 }] }

test('the wheel looks closer, and a double click at the whole again', async () => {
  const stage = await show({ ...numbers, interactions: ['scale_zoom'] })
  const whole = ticks()
  const turn = new WheelEvent('wheel', { deltaY: -1000, cancelable: true })
  // Wheels of this document have no place of their own.
  Object.defineProperties(turn, { clientX: { value: 200 }, clientY: { value: 150 } })
  await act(() => void stage.dispatchEvent(turn))
  await frame()
  expect(ticks()).toContain('50')
  expect(ticks()).not.toContain('0')
  expect(ticks()).not.toContain('100')
  await act(() => void stage.dispatchEvent(new MouseEvent('dblclick')))
  await frame()
  expect(ticks()).toEqual(whole)
})

test('a rectangle that is drawn is looked at, and then moved along', async () => {
  HTMLElement.prototype.setPointerCapture = () => {}
  const brushed = await show({ ...numbers, interactions: ['brush'] })
  await point(brushed, 'pointerdown', 30, 20)
  await point(brushed, 'pointermove', 100, 100)
  expect(find('.w-plot-brush').style.width).toBe('70px')
  await point(brushed, 'pointerup', 200, 140)
  await frame()
  expect(root.querySelector('.w-plot-brush')).toBeNull()
  expect(ticks()).not.toContain('100')
  const near = ticks()
  const panned = await show({ ...numbers, interactions: ['drag_move'] })
  await point(panned, 'pointerdown', 200, 100)
  await point(panned, 'pointermove', 150, 100)
  await frame()
  expect(ticks()).not.toEqual(near)
})

test('a keyboard looks closer, elsewhere, and at the whole again', async () => {
  const stage = await show({ ...numbers, interactions: ['scale_zoom', 'drag_move'] })
  const whole = ticks()
  const strike = async (init: KeyboardEventInit): Promise<void> => {
    await act(() => void stage.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init })))
    await frame()
  }
  await strike({ key: '+' })
  await strike({ key: '+', shiftKey: true })
  const near = ticks()
  expect(near).not.toContain('0')
  expect(near).not.toContain('100')
  for (let press = 0; press < 3; press++) await strike({ key: 'ArrowRight', shiftKey: true })
  expect(ticks()).toContain('100')
  await strike({ key: '0' })
  expect(ticks()).toEqual(whole)
  expect(stage.getAttribute('aria-keyshortcuts')).toContain('Shift+ArrowLeft')
})

test('a keyboard does not move what a pointer may not move either', async () => {
  const stage = await show(numbers)
  const event = new KeyboardEvent('keydown', { key: '+', cancelable: true, bubbles: true })
  stage.dispatchEvent(event)
  expect([event.defaultPrevented, stage.getAttribute('aria-keyshortcuts')]).toEqual([false, null])
})

test('a plot that is gone paints no more', async () => {
  await show()
  painted = []
  await act(() => render(null, root))
  await frame()
  expect(painted).toEqual([])
})
