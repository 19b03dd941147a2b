import { act } from 'preact/test-utils'
import type { Json, JsonObject } from '../../page/json.ts'
import { showForm, type Shown } from '../../testing/tab.tsx'

export const rect = { tag: 'car', shape: { rect: { x1: 60, x2: 20, y1: 10, y2: 30 } } }
export const triangle = { tag: 'car', shape: { polygon: { vertices: [{ x: 0, y: 0 }, { x: 10, y: 0 }, { x: 10, y: 10 }] } } }

export interface Annotated extends Shown {
  picture: SVGSVGElement
  /** Moves the pointer from point to point, with its button held. */
  drag: (...points: [x: number, y: number][]) => Promise<void>
  pending: () => Json | undefined
}

/** A picture of 200 by 100 pixels, shown at that size. */
export async function show(attributes: JsonObject = {}, isLoaded = true): Promise<Annotated> {
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
export async function load({ query }: Shown): Promise<void> {
  const image = query<HTMLImageElement>('.w-picture-stage img') as HTMLImageElement
  Object.defineProperty(image, 'naturalWidth', { value: 200 })
  Object.defineProperty(image, 'naturalHeight', { value: 100 })
  await act(() => void image.dispatchEvent(new Event('load')))
}

/** Presses a key. Says whether the browser keeps its hands off it. */
export async function key({ picture }: Annotated, name: string, options: KeyboardEventInit = {}): Promise<boolean> {
  const event = new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true, ...options })
  await act(() => void picture.dispatchEvent(event))
  return event.defaultPrevented
}

export const hold = (target: Element, type: string, x: number, y: number, options: PointerEventInit = {}): Promise<void> =>
  act(() => void target.dispatchEvent(new PointerEvent(type, { clientX: x, clientY: y, button: 0, bubbles: true, ...options }))) as Promise<void>
