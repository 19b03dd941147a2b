import { act } from 'preact/test-utils'
import { expect, test, vi } from 'vitest'
import { click, press } from '../../testing/tab.tsx'
import { hold, key, load, rect, show, triangle } from './image_annotator.fixture.tsx'

test('what is given is pending, with rectangles from their first corner to the last', async () => {
  const { pending, query } = await show({ items: [rect, triangle] })
  expect(pending()).toEqual([{ tag: 'car', shape: { rect: { x1: 20, x2: 60, y1: 10, y2: 30 } } }, triangle])
  expect(query('[aria-label=Select]')?.getAttribute('aria-pressed')).toBe('true')
})

test('a rectangle is drawn by dragging, and the newest comes first', async () => {
  const { drag, pending, find, lastArgs } = await show({ trigger: true, events: ['click'] })
  await drag([10, 10], [30, 40], [50, 60])
  await click(find('bus'))
  await drag([100, 90], [60, 70])
  expect(pending()).toBeUndefined()
  const items = [
    { tag: 'bus', shape: { rect: { x1: 60, x2: 100, y1: 70, y2: 90 } } },
    { tag: 'car', shape: { rect: { x1: 10, x2: 50, y1: 10, y2: 60 } } },
  ]
  expect(lastArgs()).toEqual({ '': { a: { click: { x: 100, y: 90 } } }, __wave_submission_name__: 'a' })
  await drag([0, 0], [3, 3])
  expect((await show({ items })).pending()).toEqual(items)
})

test('what is smaller than five pixels is no rectangle', async () => {
  const { drag, pending } = await show()
  await drag([10, 10], [14, 40])
  expect(pending()).toEqual([])
})

test('a polygon is closed with Enter, and Backspace takes back its last corner', async () => {
  const { drag, pending, picture, query } = await show()
  await click(query('[aria-label=Polygon]') as HTMLElement)
  for (const point of [[0, 0], [20, 0], [99, 99], [20, 20]] as [number, number][]) await drag(point)
  await press(picture as unknown as HTMLElement, 'Backspace')
  await press(picture as unknown as HTMLElement, 'Backspace')
  await press(picture as unknown as HTMLElement, 'Enter')
  expect(pending()).toEqual([])
  await drag([20, 20])
  await press(picture as unknown as HTMLElement, 'Enter')
  expect(pending()).toEqual([{ tag: 'car', shape: { polygon: { vertices: [{ x: 0, y: 0 }, { x: 20, y: 0 }, { x: 20, y: 20 }] } } }])
})

test('a polygon is closed by going back to its first corner', async () => {
  const { drag, pending, query, picture } = await show({ allowed_shapes: ['polygon'] })
  expect(query('[aria-label=Rectangle]')).toBeNull()
  for (const point of [[0, 0], [20, 0], [20, 20]] as [number, number][]) await drag(point)
  await hold(picture.querySelector('.w-picture-handle') as Element, 'pointerdown', 0, 0)
  expect(pending()).toHaveLength(1)
})

test('marks are selected, moved and pulled; every change is told once', async () => {
  const { picture, pending, socket, lastArgs } = await show({ items: [triangle], trigger: true })
  await hold(picture.querySelector('.w-picture-shape') as Element, 'pointerdown', 5, 2)
  await hold(picture, 'pointermove', 10, 5)
  await hold(picture, 'pointermove', 15, 12)
  await hold(picture, 'pointerup', 15, 12)
  const moved = { tag: 'car', shape: { polygon: { vertices: [{ x: 10, y: 10 }, { x: 20, y: 10 }, { x: 20, y: 20 }] } } }
  expect(lastArgs()).toMatchObject({ a: [moved] })
  expect(socket.sent).toHaveLength(1)
  const handles = (): Element[] => [...picture.querySelectorAll('.w-picture-handle')]
  expect(handles()).toHaveLength(6)
  await hold(handles()[0] as Element, 'pointerdown', 10, 10)
  await hold(picture, 'pointermove', 0, 0)
  await hold(picture, 'pointerup', 0, 0)
  expect(lastArgs()).toMatchObject({ a: [{ shape: { polygon: { vertices: [{ x: 0, y: 0 }, { x: 20, y: 10 }, { x: 20, y: 20 }] } } }] })
  await hold(handles()[3] as Element, 'pointerdown', 10, 5)
  await hold(picture, 'pointermove', 10, 0)
  await hold(picture, 'pointerup', 10, 0)
  expect(lastArgs()).toMatchObject({ a: [{ shape: { polygon: { vertices: [{ x: 0, y: 0 }, { x: 10, y: 0 }, { x: 20, y: 10 }, { x: 20, y: 20 }] } } }] })
  await hold(handles()[1] as Element, 'contextmenu', 10, 0)
  expect(lastArgs()).toMatchObject({ a: [{ shape: { polygon: { vertices: [{ x: 0, y: 0 }, { x: 20, y: 10 }, { x: 20, y: 20 }] } } }] })
  expect(pending()).toBeUndefined()
})

test('nothing can be done to a picture before it is there, nor when it is broken', async () => {
  const shown = await show({ items: [triangle], trigger: true }, false)
  const isLeftAlone = async (): Promise<void> => {
    for (const name of ['a', 'ArrowRight', 'c', 'v', 'Delete']) expect(await key(shown, name)).toBe(false)
    await hold(shown.picture.querySelector('.w-picture-shape') as Element, 'pointerdown', 5, 2)
    await hold(shown.picture, 'pointermove', 50, 20)
    await hold(shown.picture, 'pointerup', 50, 20)
    expect(shown.pending()).toEqual([triangle])
    expect(shown.socket.sent).toEqual([])
  }
  await isLeftAlone()
  await load(shown)
  await act(() => void shown.query('.w-picture-stage img')?.dispatchEvent(new Event('error')))
  await isLeftAlone()
  await load(shown)
  await shown.apply({ k: 'form a image', v: '/another.png' })
  await isLeftAlone()
})

test('the app hears nothing where nothing has changed', async () => {
  const shown = await show({ items: [{ tag: 'car', shape: { rect: { x1: 0, x2: 9, y1: 0, y2: 9 } } }, triangle], trigger: true })
  const { picture, socket } = shown
  await hold(picture.querySelector('[data-mark="1"]') as Element, 'pointerdown', 5, 2)
  await hold(picture, 'pointermove', 15, 12)
  await hold(picture, 'pointermove', 5, 2)
  await hold(picture, 'pointerup', 5, 2)
  await hold(picture.querySelector('[data-handle="1"]') as Element, 'contextmenu', 10, 0)
  await key(shown, 'ArrowLeft')
  await click(shown.find('car'))
  expect(socket.sent).toEqual([])
  await key(shown, 'ArrowRight')
  expect(socket.sent).toHaveLength(1)
})

test('the wheel looks closer; turned sideways it changes nothing', async () => {
  const { picture, query } = await show()
  const turn = async (options: WheelEventInit): Promise<string> => {
    await act(() => void picture.dispatchEvent(new WheelEvent('wheel', { bubbles: true, cancelable: true, ...options })))
    return query<HTMLElement>('.w-picture-zoomed')?.style.transform ?? ''
  }
  expect(await turn({ deltaY: -1 })).toContain('scale(1.15)')
  expect(await turn({ deltaX: 5 })).toContain('scale(1.15)')
  expect(await turn({ deltaY: 1 })).toContain('scale(1)')
})

test('handles are as large on screen whatever the size of the picture, and drawing does not measure it', async () => {
  const watchers: ((entries: object[]) => void)[] = []
  vi.stubGlobal('ResizeObserver', class {
    constructor(tell: (entries: object[]) => void) { watchers.push(tell) }
    observe(): void {}
    disconnect(): void {}
  })
  const shown = await show({ items: [triangle] })
  await act(() => watchers.forEach((tell) => tell([{ contentRect: { width: 100 } }])))
  let measured = 0
  shown.picture.getBoundingClientRect = () => ({ left: 0, top: 0, width: ++measured && 200, height: 100 }) as DOMRect
  await key(shown, 'a')
  expect(shown.picture.querySelector('.w-picture-handle')?.getAttribute('r')).toBe('10')
  expect(measured).toBe(0)
})

test('a picture keeps its shape at the height it is to have, so that marks lie where they belong', async () => {
  const { query } = await show({ image_height: '50px' })
  const { width, height } = query<HTMLElement>('.w-picture-stage img')?.style ?? {}
  expect([width, height]).toEqual(['calc(50px * 2)', 'auto'])
})

test('a height that is a share is taken as it is', async () => {
  const { query } = await show({ image_height: '50%' })
  expect(query<HTMLElement>('.w-picture-stage img')?.style.height).toBe('50%')
})

test('a picture that cannot be loaded says so', async () => {
  const { query } = await show()
  await act(() => void query('.w-picture-stage img')?.dispatchEvent(new Event('error')))
  expect(query('[role=alert]')?.textContent).toContain('could not be loaded')
})
