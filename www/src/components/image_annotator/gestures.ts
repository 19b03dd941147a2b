import type { RefObject, TargetedPointerEvent } from 'preact'
import { useRef } from 'preact/hooks'
import { Fingers } from './fingers.ts'
import { boxed, drafted, nextCorner, picked, reshaped, shiftedWhole, unpicked, type Marks, type Tool } from './marks.ts'
import { isRect, middlesOf, onPicture, pulled, withVertex, type Point, type Shape, type Size } from './shapes.ts'
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
  const fingers = useRef(new Fingers())

  const pointOf = ({ clientX, clientY }: { clientX: number; clientY: number }, size: Size): Point => {
    const { left, top, width, height } = svg.current?.getBoundingClientRect() ?? { left: 0, top: 0, width: 1, height: 1 }
    return onPicture({ x: ((clientX - left) / (width || 1)) * size.width, y: ((clientY - top) / (height || 1)) * size.height }, size)
  }
  const cancel: PointerAction = (event) => {
    fingers.current.up(event)
    drop()
  }
  /** What was begun is not meant: all is as it was before. */
  const drop = (): void => {
    const { current } = drag
    drag.current = undefined
    if (current) latest.current.put(current.before)
    latest.current.setHand(undefined)
  }
  const down: PointerAction = (event) => {
    const { current: picture } = latest
    if (event.button !== 0 || !isLoaded(picture)) return
    event.currentTarget.focus({ preventScroll: true })
    event.currentTarget.setPointerCapture?.(event.pointerId)
    fingers.current.down(event)
    if (fingers.current.arePinching) return drop()
    const at = pointOf(event, picture.size)
    const begun = beginnings[picture.tool](picture, at, targetOf(event.target), event, zoom)
    drag.current = { from: at, screen: { x: event.clientX, y: event.clientY }, before: picture.marks, move: idle, end: idle, ...begun }
    picture.setHand(at)
  }
  const move: PointerAction = (event) => {
    const { current: picture } = latest
    if (!isLoaded(picture)) return
    const pinch = fingers.current.move(event)
    if (pinch) return zoom.pinch(pinch)
    const at = pointOf(event, picture.size)
    const { current } = drag
    if (current) {
      const by = { x: event.clientX - current.screen.x, y: event.clientY - current.screen.y }
      current.screen = { x: event.clientX, y: event.clientY }
      current.move(at, current, by)
    }
    if (current || picture.marks.draft.length) picture.setHand(at)
  }
  const up: PointerAction = (event) => {
    const { current } = drag
    const { current: picture } = latest
    fingers.current.up(event)
    drag.current = undefined
    if (current && isLoaded(picture)) {
      current.end(pointOf(event, picture.size), current)
      if (picture.tool !== 'select') picture.emit('click', current.from)
    }
    if (!picture.marks.draft.length) picture.setHand(undefined)
  }
  const from = drag.current && latest.current.tool === 'rect' ? drag.current.from : undefined
  return { from, handlers: { onPointerDown: down, onPointerMove: move, onPointerUp: up, onPointerCancel: cancel } }
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
    return { before, ...changing(picture, before, (to, { from }) => shiftedWhole(before, { x: to.x - from.x, y: to.y - from.y }, picture.size)) }
  },
  rect: (picture) => ({
    end: (to, { from }) => {
      if (picture.tag !== undefined) picture.change(boxed(picture.marks, from, to, picture.tag))
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
  const pull = changing(picture, picture.marks, (to) => reshaped(picture.marks, mark, pulled(whole, corner, to)))
  if (handle === undefined) return pull
  const isTap = (to: Point, { from }: Drag): boolean => to.x === from.x && to.y === from.y
  return { ...pull, end: (to, drag) => (isTap(to, drag) ? picture.put(nextCorner(picture.marks, handle)) : pull.end?.(to, drag)) }
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
