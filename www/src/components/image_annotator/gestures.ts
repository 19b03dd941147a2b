import type { RefObject, TargetedPointerEvent } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { added, drafted, picked, reshaped, shifted, unpicked, type Marks, type Tool } from './marks.ts'
import { isRect, middlesOf, minRectSide, onPicture, pulled, rectBetween, withVertex, type Point, type Shape } from './shapes.ts'
import type { Picture } from './use_marks.ts'
import type { Zoom } from './zoom.ts'

/** What the pointer is on: a mark, one of its corners, or the middle of one of its edges. */
export interface Target {
  mark?: number
  handle?: number
  middle?: number
}

/** Something that goes on while the button is held. `to` is where the pointer is, in pixels of the picture. */
interface Drag {
  from: Point
  /** Where the pointer is on screen. */
  screen: Point
  /** What there was when it began. */
  before: Marks
  move: (to: Point, drag: Drag, screenBy: Point) => void
  end: (to: Point, drag: Drag) => void
}

type PointerAction = (event: TargetedPointerEvent<SVGSVGElement>) => void

export interface Gestures {
  /** Where the pointer is while something is drawn. */
  pointer: Point | undefined
  /** Where a rectangle was begun. */
  from: Point | undefined
  handlers: Record<'onPointerDown' | 'onPointerMove' | 'onPointerUp' | 'onPointerCancel', PointerAction>
}

const idle = (): void => {}

/** What the pointer does to a picture, by the tool in hand. */
export function useGestures(svg: RefObject<SVGSVGElement | null>, picture: Picture, zoom: Zoom): Gestures {
  const latest = useRef(picture)
  latest.current = picture
  const drag = useRef<Drag | undefined>(undefined)
  const [pointer, setPointer] = useState<Point | undefined>()

  const pointOf = ({ clientX, clientY }: { clientX: number; clientY: number }): Point => {
    const { left, top, width, height } = svg.current?.getBoundingClientRect() ?? { left: 0, top: 0, width: 1, height: 1 }
    const { size } = latest.current
    return onPicture({ x: ((clientX - left) / (width || 1)) * size.width, y: ((clientY - top) / (height || 1)) * size.height }, size)
  }
  const down: PointerAction = (event) => {
    if (event.button !== 0) return
    event.currentTarget.focus({ preventScroll: true })
    event.currentTarget.setPointerCapture?.(event.pointerId)
    const at = pointOf(event)
    const { tool } = latest.current
    const begun = beginnings[tool](latest.current, at, targetOf(event.target), event, zoom)
    drag.current = { from: at, screen: { x: event.clientX, y: event.clientY }, before: latest.current.marks, move: idle, end: idle, ...begun }
    setPointer(at)
  }
  const move: PointerAction = (event) => {
    const at = pointOf(event)
    const { current } = drag
    if (current) {
      const by = { x: event.clientX - current.screen.x, y: event.clientY - current.screen.y }
      current.screen = { x: event.clientX, y: event.clientY }
      current.move(at, current, by)
    }
    if (current || latest.current.marks.draft.length) setPointer(at)
  }
  const up: PointerAction = (event) => {
    const { current } = drag
    drag.current = undefined
    current?.end(pointOf(event), current)
    if (current && latest.current.tool !== 'select') latest.current.emit('click', current.from)
    if (!latest.current.marks.draft.length) setPointer(undefined)
  }
  const cancel: PointerAction = () => {
    const { current } = drag
    drag.current = undefined
    if (current && latest.current.marks.items !== current.before.items) latest.current.put(current.before)
    setPointer(undefined)
  }
  const from = drag.current && latest.current.tool === 'rect' ? drag.current.from : undefined
  return { pointer, from, handlers: { onPointerDown: down, onPointerMove: move, onPointerUp: up, onPointerCancel: cancel } }
}

function targetOf(element: EventTarget | null): Target {
  const { mark, handle, middle } = element instanceof SVGElement ? element.dataset : {}
  return {
    ...(mark !== undefined && { mark: Number(mark) }),
    ...(handle !== undefined && { handle: Number(handle) }),
    ...(middle !== undefined && { middle: Number(middle) }),
  }
}

type Beginning = (picture: Picture, at: Point, target: Target, event: MouseEvent, zoom: Zoom) => Partial<Drag>

/** What pressing the button begins. */
const beginnings: Record<Tool, Beginning> = {
  select: (picture, _at, target, event, zoom) => {
    const { mark } = target
    if (mark === undefined) {
      if (!event.shiftKey) picture.put(unpicked(picture.marks))
      return zoom.isZoomed ? { move: (_to, _drag, by) => zoom.pan(by) } : {}
    }
    if (target.handle !== undefined || target.middle !== undefined) return pulling(picture, mark, target)
    const isNew = event.shiftKey || !picture.marks.selected.has(mark)
    const before = isNew ? picked(picture.marks, mark, event.shiftKey) : picture.marks
    picture.put(before)
    return { before, ...changing(picture, (to, { from }) => shifted(before, { x: to.x - from.x, y: to.y - from.y }, picture.size)) }
  },
  rect: (picture) => ({
    end: (to, { from }) => {
      const { tag, marks, change } = picture
      const rect = rectBetween(from, to)
      if (tag === undefined || rect.x2 - rect.x1 < minRectSide || rect.y2 - rect.y1 < minRectSide) return
      change(added(marks, { rect }, tag))
    },
  }),
  polygon: (picture, at) => {
    picture.put(drafted(picture.marks, at, picture.size))
    return {}
  },
}

/** Pulls a corner, or makes one in the middle of an edge and pulls that. */
function pulling(picture: Picture, mark: number, { handle, middle }: Target): Partial<Drag> {
  const shape = picture.marks.items[mark]?.shape
  if (!shape) return {}
  const [whole, corner] = middle === undefined || isRect(shape) ? [shape, handle ?? 0] : [cornerAdded(shape, middle), middle + 1]
  return changing(picture, (to) => reshaped(picture.marks, mark, pulled(whole, corner, to)))
}

function cornerAdded(shape: Exclude<Shape, { rect: unknown }>, middle: number): Shape {
  const { vertices } = shape.polygon
  const point = middlesOf(vertices)[middle]
  return point ? withVertex(vertices, middle, point) : shape
}

/** A change that is seen while it goes on, and told when it is over. */
function changing(picture: Picture, changed: (to: Point, drag: Drag) => Marks): Partial<Drag> {
  let isChanged = false
  return {
    move: (to, drag) => {
      if (!isChanged && to.x === drag.from.x && to.y === drag.from.y) return
      isChanged = true
      picture.put(changed(to, drag))
    },
    end: () => isChanged && picture.settle(),
  } as Partial<Drag>
}
