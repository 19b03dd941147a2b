import type { ImageAnnotatorItem, ImageAnnotatorPoint, ImageAnnotatorPolygon, ImageAnnotatorRect, ImageAnnotatorShape } from '../../vocabulary/image_annotator.ts'

/** In pixels of the picture itself. */
export type Point = ImageAnnotatorPoint
export type Rect = ImageAnnotatorRect
export type Shape = { rect: Rect } | { polygon: ImageAnnotatorPolygon }

/** A shape on the picture, and the name of its tag. */
export interface Mark {
  shape: Shape
  tag: string
}

/** How large a picture is, in its own pixels. */
export interface Size {
  width: number
  height: number
}

/** Nothing smaller than this is meant to be a rectangle, in pixels of the picture. */
export const minRectSide = 5
export const minVertices = 3

/** The rectangle between two corners, whichever they are. */
export const rectBetween = (a: Point, b: Point): Rect => ({
  x1: Math.min(a.x, b.x),
  x2: Math.max(a.x, b.x),
  y1: Math.min(a.y, b.y),
  y2: Math.max(a.y, b.y),
})

export const isRect = (shape: Shape): shape is { rect: Rect } => 'rect' in shape && shape.rect !== undefined && shape.rect !== null

export const cornersOf = ({ x1, x2, y1, y2 }: Rect): Point[] => [
  { x: x1, y: y1 },
  { x: x2, y: y1 },
  { x: x2, y: y2 },
  { x: x1, y: y2 },
]

/** The points by which a shape can be pulled. */
export const handlesOf = (shape: Shape): Point[] => (isRect(shape) ? cornersOf(shape.rect) : shape.polygon.vertices)

/** The points in the middle of the edges of a polygon, each where a corner can be added after the one of its place. */
export const middlesOf = (vertices: readonly Point[]): Point[] =>
  vertices.map((vertex, place) => {
    const next = vertices[(place + 1) % vertices.length] ?? vertex
    return { x: Math.round((vertex.x + next.x) / 2), y: Math.round((vertex.y + next.y) / 2) }
  })

const rounded = ({ x, y }: Point): Point => ({ x: Math.round(x), y: Math.round(y) })

/** A point that lies on the picture. */
export const onPicture = ({ x, y }: Point, { width, height }: Size): Point =>
  rounded({ x: Math.min(Math.max(x, 0), width), y: Math.min(Math.max(y, 0), height) })

/** A shape that was moved, but not off the picture. */
export function moved(shape: Shape, by: Point, size: Size): Shape {
  const points = isRect(shape) ? cornersOf(shape.rect) : shape.polygon.vertices
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)]
  const within = (delta: number, low: number, high: number, room: number): number => Math.round(Math.min(Math.max(delta, -low), room - high))
  const dx = within(by.x, Math.min(...xs), Math.max(...xs), size.width)
  const dy = within(by.y, Math.min(...ys), Math.max(...ys), size.height)
  const shift = ({ x, y }: Point): Point => ({ x: x + dx, y: y + dy })
  if (!isRect(shape)) return { polygon: { vertices: shape.polygon.vertices.map(shift) } }
  const { x1, x2, y1, y2 } = shape.rect
  return { rect: { x1: x1 + dx, x2: x2 + dx, y1: y1 + dy, y2: y2 + dy } }
}

/** A shape that was pulled by one of its handles. */
export function pulled(shape: Shape, handle: number, to: Point): Shape {
  if (!isRect(shape)) return { polygon: { vertices: shape.polygon.vertices.map((vertex, place) => (place === handle ? to : vertex)) } }
  const opposite = cornersOf(shape.rect)[(handle + 2) % 4] ?? to
  return { rect: rectBetween(opposite, to) }
}

export const withVertex = (vertices: readonly Point[], after: number, vertex: Point): Shape => ({
  polygon: { vertices: [...vertices.slice(0, after + 1), vertex, ...vertices.slice(after + 1)] },
})

/** A polygon without one of its corners; as it is when it would be none then. */
export const withoutVertex = (shape: Shape, place: number): Shape =>
  isRect(shape) || shape.polygon.vertices.length <= minVertices ? shape : { polygon: { vertices: shape.polygon.vertices.filter((_, at) => at !== place) } }

/** Items as they are submitted: rectangles from their first corner to the last. What has no shape is left out. */
export const normalised = (items: readonly ImageAnnotatorItem[]): Mark[] =>
  items.flatMap(({ tag, shape }): Mark[] => {
    const { rect, polygon }: Partial<ImageAnnotatorShape> = shape ?? {}
    if (rect) return [{ tag, shape: { rect: rectBetween({ x: rect.x1, y: rect.y1 }, { x: rect.x2, y: rect.y2 }) } }]
    return polygon ? [{ tag, shape: { polygon } }] : []
  })

/** A shape in words. */
export function describe(shape: Shape): string {
  if (!isRect(shape)) return `polygon with ${shape.polygon.vertices.length} corners`
  const { x1, x2, y1, y2 } = shape.rect
  return `rectangle from ${x1}, ${y1} to ${x2}, ${y2}`
}
