import { expect, test } from 'vitest'
import { click } from '../../testing/tab.tsx'
import { hold, show, triangle } from './image_annotator.fixture.tsx'

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
