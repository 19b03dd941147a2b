import type { Point } from './shapes.ts'

/** What two fingers have done: how much further apart they are, and what their middle was and is, on screen. */
export interface Pinch {
  grown: number
  from: Point
  to: Point
}

type Touch = Pick<PointerEvent, 'pointerId' | 'clientX' | 'clientY'>

/** The pointers that are down, of which there are several only where there are fingers. */
export class Fingers {
  readonly #places = new Map<number, Point>()
  #pinched = false

  /** Two are down, or were, and not all are up again. */
  get arePinching(): boolean {
    return this.#pinched
  }

  down({ pointerId, clientX: x, clientY: y }: Touch): void {
    this.#places.set(pointerId, { x, y })
    this.#pinched ||= this.#places.size > 1
  }

  /** What a movement comes to. Undefined when it is not one of several fingers. */
  move({ pointerId, clientX: x, clientY: y }: Touch): Pinch | undefined {
    if (!this.#pinched || !this.#places.has(pointerId)) return undefined
    const before = this.#look()
    this.#places.set(pointerId, { x, y })
    const after = this.#look()
    return { grown: before.apart && after.apart ? after.apart / before.apart : 1, from: before.middle, to: after.middle }
  }

  up({ pointerId }: Touch): void {
    this.#places.delete(pointerId)
    if (!this.#places.size) this.#pinched = false
  }

  /** How far apart the first two are, and their middle; one that is left is as near to itself as can be. */
  #look(): { apart: number; middle: Point } {
    const [a = { x: 0, y: 0 }, b = a] = this.#places.values()
    return { apart: Math.hypot(a.x - b.x, a.y - b.y), middle: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 } }
  }
}
