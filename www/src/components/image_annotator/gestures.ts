import type { RefObject, TargetedPointerEvent } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { added, drafted, picked, reshaped, shifted, unpicked, type Marks, type Tool } from './marks.ts'
import { isRect, middlesOf, minRectSide, onPicture, pulled, rectBetween, withVertex, type Point, type Shape, type Size } from './shapes.ts'
import { isLoaded, type LoadedPicture, type Picture } from './use_marks.ts'
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

/** What the pointer does to a picture, by the tool in hand: nothing, as long as the picture is not there. */
export function useGestures(svg: RefObject<SVGSVGElement | null>, picture: Picture, zoom: Zoom): Gestures {
  const latest = useRef(picture)
  latest.current = picture
  const drag = useRef<Drag | undefined>(undefined)
  const [pointer, setPointer] = useState<Point | undefined>()

  const pointOf = ({ clientX, clientY }: { clientX: number; clientY: number }, size: Size): Point => {
    const { left, top, width, height } = svg.current?.getBoundingClientRect() ?? { left: 0, top: 0, width: 1, height: 1 }
    return onPicture({ x: ((clientX - left) / (width || 1)) * size.width, y: ((clientY - top) / (height || 1)) * size.height }, size)
  }
  const down: PointerAction = (event) => {
    const { current: picture } = latest
    if (event.button !== 0 || !isLoaded(picture)) return
    event.currentTarget.focus({ preventScroll: true })
    event.currentTarget.setPointerCapture?.(event.pointerId)
    const at = pointOf(event, picture.size)
    const begun = beginnings[picture.tool](picture, at, targetOf(event.target), event, zoom)
    drag.current = { from: at, screen: { x: event.clientX, y: event.clientY }, before: picture.marks, move: idle, end: idle, ...begun }
    setPointer(at)
  }
  const move: PointerAction = (event) => {
    const { current: picture } = latest
    if (!isLoaded(picture)) return
    const at = pointOf(event, picture.size)
    const { current } = drag
    if (current) {
      const by = { x: event.clientX - current.screen.x, y: event.clientY - current.screen.y }
      current.screen = { x: event.clientX, y: event.clientY }
      current.move(at, current, by)
    }
    if (current || picture.marks.draft.length) setPointer(at)
  }
  const up: PointerAction = (event) => {
    const { current } = drag
    const { current: picture } = latest
    drag.current = undefined
    if (current && isLoaded(picture)) {
      current.end(pointOf(event, picture.size), current)
      if (picture.tool !== 'select') picture.emit('click', current.from)
    }
    if (!picture.marks.draft.length) setPointer(undefined)
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

type Beginning = (picture: LoadedPicture, at: Point, target: Target, event: MouseEvent, zoom: Zoom) => Partial<Drag>

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
    return { before, ...changing(picture, before, (to, { from }) => shifted(before, { x: to.x - from.x, y: to.y - from.y }, picture.size)) }
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
    picture.put(drafted(picture.marks, at))
    return {}
  },
}

/** Pulls a corner, or makes one in the middle of an edge and pulls that. */
function pulling(picture: Picture, mark: number, { handle, middle }: Target): Partial<Drag> {
  const shape = picture.marks.items[mark]?.shape
  if (!shape) return {}
  const [whole, corner] = middle === undefined || isRect(shape) ? [shape, handle ?? 0] : [cornerAdded(shape, middle), middle + 1]
  return changing(picture, picture.marks, (to) => reshaped(picture.marks, mark, pulled(whole, corner, to)))
}

function cornerAdded(shape: Exclude<Shape, { rect: unknown }>, middle: number): Shape {
  const { vertices } = shape.polygon
  const point = middlesOf(vertices)[middle]
  return point ? withVertex(vertices, middle, point) : shape
}

/** A change that is seen while it goes on, and told when it is over. */
function changing(picture: Picture, before: Marks, changed: (to: Point, drag: Drag) => Marks): Partial<Drag> {
  let after = before
  return {
    move: (to, drag) => {
      if (after === before && to.x === drag.from.x && to.y === drag.from.y) return
      after = changed(to, drag)
      picture.put(after)
    },
    end: () => picture.settle(before, after),
  }
}
