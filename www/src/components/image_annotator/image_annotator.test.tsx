import { act } from 'preact/test-utils'
import { expect, test, vi } from 'vitest'
import type { Json, JsonObject } from '../../page/json.ts'
import { click, press, showForm, type Shown } from '../../testing/tab.tsx'

const rect = { tag: 'car', shape: { rect: { x1: 60, x2: 20, y1: 10, y2: 30 } } }
const triangle = { tag: 'car', shape: { polygon: { vertices: [{ x: 0, y: 0 }, { x: 10, y: 0 }, { x: 10, y: 10 }] } } }

interface Annotated extends Shown {
  picture: SVGSVGElement
  /** Moves the pointer from point to point, with its button held. */
  drag: (...points: [x: number, y: number][]) => Promise<void>
  pending: () => Json | undefined
}

/** A picture of 200 by 100 pixels, shown at that size. */
async function show(attributes: JsonObject = {}, isLoaded = true): Promise<Annotated> {
  const tags = [
    { name: 'car', label: 'Car', color: '#f00' },
    { name: 'bus', label: 'Bus', color: '$blue' },
  ]
  const shown = await showForm({ image_annotator: { name: 'a', title: 'Traffic', image: '/a.png', tags, ...attributes } })
  if (isLoaded) await load(shown)
  const picture = shown.query('.w-picture-marks') as unknown as SVGSVGElement
  picture.getBoundingClientRect = () => ({ left: 0, top: 0, width: 200, height: 100 }) as DOMRect
  const send = (type: string, [clientX, clientY]: [number, number], target: Element, options: PointerEventInit = {}): Promise<void> =>
    act(() => void target.dispatchEvent(new PointerEvent(type, { clientX, clientY, button: 0, bubbles: true, ...options }))) as Promise<void>
  const drag = async (...points: [number, number][]): Promise<void> => {
    const [first = [0, 0]] = points
    await send('pointerdown', first, picture)
    for (const point of points.slice(1)) await send('pointermove', point, picture)
    await send('pointerup', points.at(-1) ?? first, picture)
  }
  return { ...shown, picture, drag, pending: () => shown.client.pending('a') }
}

/** The picture has come. */
async function load({ query }: Shown): Promise<void> {
  const image = query<HTMLImageElement>('.w-picture-stage img') as HTMLImageElement
  Object.defineProperty(image, 'naturalWidth', { value: 200 })
  Object.defineProperty(image, 'naturalHeight', { value: 100 })
  await act(() => void image.dispatchEvent(new Event('load')))
}

/** Presses a key. Says whether the browser keeps its hands off it. */
async function key({ picture }: Annotated, name: string, options: KeyboardEventInit = {}): Promise<boolean> {
  const event = new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true, ...options })
  await act(() => void picture.dispatchEvent(event))
  return event.defaultPrevented
}

const hold = (target: Element, type: string, x: number, y: number, options: PointerEventInit = {}): Promise<void> =>
  act(() => void target.dispatchEvent(new PointerEvent(type, { clientX: x, clientY: y, button: 0, bubbles: true, ...options }))) as Promise<void>

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

test('the keyboard selects all, moves, copies, pastes, removes and changes tools', async () => {
  const { picture, pending, query, lastArgs } = await show({ items: [rect], events: ['tool_change'] })
  const key = (name: string, options: KeyboardEventInit = {}): Promise<void> =>
    act(() => void picture.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, ...options }))) as Promise<void>
  await key('a')
  await key('ArrowRight', { shiftKey: true })
  await key('ArrowUp')
  expect(pending()).toMatchObject([{ shape: { rect: { x1: 30, x2: 70, y1: 9, y2: 29 } } }])
  await key('c')
  await key('v')
  expect(pending()).toMatchObject([{ shape: { rect: { x1: 40, y1: 19 } } }, { shape: { rect: { x1: 30, y1: 9 } } }])
  await key('l')
  expect(pending()).toMatchObject([{ tag: 'bus' }, { tag: 'car' }])
  await key('Delete')
  expect(pending()).toHaveLength(1)
  await key('r')
  expect(lastArgs()).toMatchObject({ '': { a: { tool_change: 'rect' } } })
  await key('b')
  expect(lastArgs()).toMatchObject({ '': { a: { tool_change: 'polygon' } } })
  await click(query('[aria-label="Remove all"]') as HTMLElement)
  expect(pending()).toEqual([])
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

test('the browser keeps the keys that do nothing here', async () => {
  const shown = await show({ items: [rect] })
  for (const name of ['r', 'p', 'l', 's', 'b', 'ArrowRight']) expect(await key(shown, name, { ctrlKey: true })).toBe(false)
  expect(await key(shown, 'r', { metaKey: true })).toBe(false)
  for (const name of ['ArrowRight', 'ArrowUp', 'Escape', 'Delete', 'Backspace', 'c', 'v', 'x']) expect(await key(shown, name)).toBe(false)
  expect(await key(shown, 'c', { ctrlKey: true })).toBe(false)
  expect(await key(shown, 'a', { ctrlKey: true })).toBe(true)
  expect(await key(shown, 'c', { ctrlKey: true })).toBe(true)
  for (const name of ['ArrowRight', 'Escape']) expect(await key(shown, name)).toBe(true)
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

test('without tags there is no next one to give', async () => {
  const shown = await show({ items: [rect], tags: [] })
  await key(shown, 'a')
  expect(await key(shown, 'l')).toBe(false)
  expect(shown.pending()).toMatchObject([{ tag: 'car' }])
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

test('the keyboard draws a rectangle between two places that the arrows go to', async () => {
  const shown = await show({ trigger: true })
  const { query, socket, lastArgs } = shown
  expect(query('[aria-label=Rectangle]')?.getAttribute('aria-pressed')).toBe('true')
  expect(await key(shown, 'ArrowLeft', { shiftKey: true })).toBe(true)
  expect(query('.w-picture-cross')?.getAttribute('d')).toMatch(/^M\d+ 50h/)
  expect(await key(shown, ' ')).toBe(true)
  await key(shown, 'ArrowRight')
  expect(await key(shown, ' ')).toBe(true)
  expect(socket.sent).toEqual([])
  await key(shown, 'ArrowRight', { shiftKey: true })
  await key(shown, 'ArrowDown', { shiftKey: true })
  expect(query('rect.w-picture-draft')?.getAttribute('width')).toBe('11')
  await key(shown, 'Enter')
  expect(lastArgs()).toMatchObject({ a: [{ tag: 'car', shape: { rect: { x1: 90, x2: 101, y1: 50, y2: 60 } } }] })
})

test('the keyboard sets the corners of a polygon, takes back the last one and closes it', async () => {
  const shown = await show({ allowed_shapes: ['polygon'] })
  await key(shown, ' ')
  await key(shown, 'ArrowRight', { shiftKey: true })
  await key(shown, ' ')
  await key(shown, 'ArrowUp')
  await key(shown, ' ')
  await key(shown, 'Backspace')
  await key(shown, 'ArrowDown', { shiftKey: true })
  await key(shown, ' ')
  await key(shown, 'Enter')
  expect(shown.pending()).toEqual([{ tag: 'car', shape: { polygon: { vertices: [{ x: 100, y: 50 }, { x: 110, y: 50 }, { x: 110, y: 59 }] } } }])
})

test('the keyboard goes from mark to mark and from corner to corner, moves one and removes one', async () => {
  const square = { tag: 'bus', shape: { polygon: { vertices: [{ x: 0, y: 0 }, { x: 10, y: 0 }, { x: 10, y: 10 }, { x: 0, y: 10 }] } } }
  const shown = await show({ items: [rect, square], trigger: true })
  await key(shown, 'Enter')
  await key(shown, 'Enter')
  await key(shown, ' ')
  await key(shown, ' ')
  expect(shown.root.querySelector('[aria-label=Marks]')?.textContent).toContain('selected, corner 2 in hand')
  await key(shown, 'ArrowRight')
  expect(shown.lastArgs()).toMatchObject({ a: [{ tag: 'car' }, { shape: { polygon: { vertices: [{ x: 0, y: 0 }, { x: 11, y: 0 }, { x: 10, y: 10 }, { x: 0, y: 10 }] } } }] })
  await key(shown, 'Delete')
  expect(shown.lastArgs()).toMatchObject({ a: [{ tag: 'car' }, { shape: { polygon: { vertices: [{ x: 0, y: 0 }, { x: 10, y: 10 }, { x: 0, y: 10 }] } } }] })
  await key(shown, 'Delete')
  expect(shown.lastArgs()).toMatchObject({ a: [{ tag: 'car' }] })
  await key(shown, 'Enter')
  await key(shown, ' ')
  await key(shown, 'ArrowLeft', { shiftKey: true })
  expect(shown.lastArgs()).toMatchObject({ a: [{ shape: { rect: { x1: 10, x2: 60, y1: 10, y2: 30 } } }] })
})

const finger = (pointerId: number): PointerEventInit => ({ pointerId, pointerType: 'touch' })

test('a finger draws; two look closer, and what the first has begun is not meant', async () => {
  const { picture, pending, query } = await show({ allowed_shapes: ['rect', 'polygon'] })
  await hold(picture, 'pointerdown', 10, 10, finger(1))
  await hold(picture, 'pointermove', 30, 40, finger(1))
  await hold(picture, 'pointerup', 30, 40, finger(1))
  expect(pending()).toMatchObject([{ shape: { rect: { x1: 10, x2: 30, y1: 10, y2: 40 } } }])
  await click(query('[aria-label=Polygon]') as HTMLElement)
  await hold(picture, 'pointerdown', 60, 50, finger(1))
  await hold(picture, 'pointerdown', 80, 50, finger(2))
  await hold(picture, 'pointermove', 100, 50, finger(2))
  await hold(picture, 'pointerup', 100, 50, finger(2))
  await hold(picture, 'pointermove', 61, 50, finger(1))
  await hold(picture, 'pointerup', 61, 50, finger(1))
  expect(query<HTMLElement>('.w-picture-zoomed')?.style.transform).toContain('scale(2)')
  expect(query('.w-picture-draft')).toBeNull()
  expect(pending()).toHaveLength(1)
})

test('a finger taps on a corner to remove it with the button', async () => {
  const vertices = [{ x: 0, y: 0 }, { x: 20, y: 0 }, { x: 20, y: 20 }, { x: 0, y: 20 }]
  const { picture, pending, query } = await show({ items: [{ tag: 'car', shape: { polygon: { vertices } } }] })
  await hold(picture.querySelector('.w-picture-shape') as Element, 'pointerdown', 5, 5, finger(1))
  await hold(picture, 'pointerup', 5, 5, finger(1))
  await hold(picture.querySelector('[data-handle="1"]') as Element, 'pointerdown', 20, 0, finger(1))
  await hold(picture, 'pointerup', 20, 0, finger(1))
  expect(query('.w-picture-in-hand')).not.toBeNull()
  await click(query('[aria-label="Remove selection"]') as HTMLElement)
  expect(pending()).toEqual([{ tag: 'car', shape: { polygon: { vertices: [vertices[0], vertices[2], vertices[3]] } } }])
})

test('a gesture that the browser takes over has not been', async () => {
  const { picture, pending, socket } = await show({ items: [triangle], trigger: true })
  await hold(picture.querySelector('.w-picture-shape') as Element, 'pointerdown', 5, 2, finger(1))
  await hold(picture, 'pointermove', 50, 50, finger(1))
  await hold(picture, 'pointercancel', 50, 50, finger(1))
  expect(pending()).toEqual([triangle])
  expect(socket.sent).toEqual([])
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
