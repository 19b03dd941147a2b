import { expect, test } from 'vitest'
import type { ImageAnnotatorItem } from '../../vocabulary/image_annotator.ts'
import { describe as inWords, handlesOf, middlesOf, moved, normalised, onPicture, pulled, rectBetween, withoutVertex, withVertex, type Shape } from './shapes.ts'

const rect: Shape = { rect: { x1: 10, x2: 30, y1: 20, y2: 40 } }
const vertices = [
  { x: 0, y: 0 },
  { x: 10, y: 0 },
  { x: 10, y: 10 },
]
const polygon: Shape = { polygon: { vertices } }
const size = { width: 100, height: 50 }

test('a rectangle lies between any two of its opposite corners', () => {
  expect(rectBetween({ x: 30, y: 20 }, { x: 10, y: 40 })).toEqual({ x1: 10, x2: 30, y1: 20, y2: 40 })
})

test('points stay on the picture, at whole pixels', () => {
  expect(onPicture({ x: -3, y: 12.6 }, size)).toEqual({ x: 0, y: 13 })
  expect(onPicture({ x: 101, y: 51 }, size)).toEqual({ x: 100, y: 50 })
})

test('shapes move, but not off the picture', () => {
  expect(moved(rect, { x: 5, y: -5 }, size)).toEqual({ rect: { x1: 15, x2: 35, y1: 15, y2: 35 } })
  expect(moved(rect, { x: -50, y: 50 }, size)).toEqual({ rect: { x1: 0, x2: 20, y1: 30, y2: 50 } })
  expect(moved(polygon, { x: 1, y: 2 }, size)).toEqual({ polygon: { vertices: [{ x: 1, y: 2 }, { x: 11, y: 2 }, { x: 11, y: 12 }] } })
})

test('shapes are pulled by their corners; a rectangle may turn over', () => {
  expect(handlesOf(rect)).toHaveLength(4)
  expect(pulled(rect, 0, { x: 50, y: 45 })).toEqual({ rect: { x1: 30, x2: 50, y1: 40, y2: 45 } })
  expect(pulled(polygon, 1, { x: 9, y: 9 })).toEqual({ polygon: { vertices: [vertices[0], { x: 9, y: 9 }, vertices[2]] } })
})

test('a polygon gets a corner in the middle of an edge, and loses one while three are left', () => {
  expect(middlesOf(vertices)).toEqual([{ x: 5, y: 0 }, { x: 10, y: 5 }, { x: 5, y: 5 }])
  const more = withVertex(vertices, 2, { x: 5, y: 5 })
  expect(handlesOf(more)).toEqual([...vertices, { x: 5, y: 5 }])
  expect(withoutVertex(more, 3)).toEqual(polygon)
  expect(withoutVertex(polygon, 0)).toBe(polygon)
})

test('rectangles are submitted from their first corner to the last', () => {
  expect(normalised([{ tag: 't', shape: { rect: { x1: 9, x2: 1, y1: 8, y2: 2 } } }])).toEqual([{ tag: 't', shape: { rect: { x1: 1, x2: 9, y1: 2, y2: 8 } } }])
})

test('what has no shape is left out', () => {
  const given = [{ tag: 't' }, { tag: 't', shape: null }, { tag: 't', shape: {} }] as unknown as ImageAnnotatorItem[]
  expect(normalised(given)).toEqual([])
})

test('shapes are told in words', () => {
  expect(inWords(rect)).toBe('rectangle from 10, 20 to 30, 40')
  expect(inWords(polygon)).toBe('polygon with 3 corners')
})
