/** What a pointer does to a chart. Places are pixels within the chart. */
export interface Gestures {
  hover(x: number, y: number): void
  leave(): void
  click(x: number, y: number): void
  /** Turns the wheel at a place: above 1 away, below 1 closer. Missing when the wheel is left to the page. */
  zoom?(x: number, y: number, factor: number): void
  /** Drags the content. Missing when dragging does not move it. */
  pan?(dx: number, dy: number): void
  /** Draws a rectangle; `done` when the pointer is let go. Missing when dragging draws none. */
  brush?(from: Place, to: Place, done: boolean): void
  reset(): void
}

export interface Place {
  readonly x: number
  readonly y: number
}

/** A pointer that moves less is taken to stand still, in pixels. */
const slack = 4
const zoomPerPixel = 0.0015

/** Listens to the pointer over an element. Returns what stops listening. */
export function listen(element: HTMLElement, gestures: Gestures): () => void {
  const drag = new Drag(gestures)
  const stop = new AbortController()
  const on = <K extends keyof HTMLElementEventMap>(type: K, run: (event: HTMLElementEventMap[K]) => void, passive = true): void =>
    element.addEventListener(type, run, { passive, signal: stop.signal })
  const placeOf = (event: MouseEvent): Place => {
    const { left, top } = element.getBoundingClientRect()
    return { x: event.clientX - left, y: event.clientY - top }
  }
  on('pointerdown', (event) => {
    if (event.button !== 0) return
    drag.begin(placeOf(event))
    if (gestures.pan || gestures.brush) element.setPointerCapture(event.pointerId)
  })
  on('pointermove', (event) => {
    const { x, y } = placeOf(event)
    if (!drag.move({ x, y })) gestures.hover(x, y)
  })
  on('pointerup', (event) => drag.end(placeOf(event)))
  on('pointercancel', () => drag.cancel())
  on('pointerleave', () => gestures.leave())
  on('dblclick', () => gestures.reset())
  if (gestures.zoom) {
    const onWheel = (event: WheelEvent): void => {
      event.preventDefault()
      const { x, y } = placeOf(event)
      gestures.zoom?.(x, y, Math.exp(event.deltaY * zoomPerPixel))
    }
    on('wheel', onWheel, false)
  }
  return () => stop.abort()
}

/** A pointer that is held down. */
class Drag {
  #start: Place | undefined
  #last: Place | undefined
  #hasMoved = false
  readonly #gestures: Gestures

  constructor(gestures: Gestures) {
    this.#gestures = gestures
  }

  begin(place: Place): void {
    this.#start = this.#last = place
    this.#hasMoved = false
  }

  /** True when the movement means something. */
  move(place: Place): boolean {
    const [start, last] = [this.#start, this.#last]
    const { brush, pan } = this.#gestures
    if (!start || !last || !(brush ?? pan)) return false
    if (!this.#hasMoved && Math.hypot(place.x - start.x, place.y - start.y) <= slack) return false
    // What was pointed at is not what is about to be looked at.
    if (!this.#hasMoved) this.#gestures.leave()
    this.#hasMoved = true
    if (brush) this.#gestures.brush?.(start, place, false)
    else this.#gestures.pan?.(place.x - last.x, place.y - last.y)
    this.#last = place
    return true
  }

  end(place: Place): void {
    const [start, hasMoved] = [this.#start, this.#hasMoved]
    this.cancel()
    if (!start) return
    if (!hasMoved) this.#gestures.click(place.x, place.y)
    else this.#gestures.brush?.(start, place, true)
  }

  cancel(): void {
    this.#start = this.#last = undefined
    this.#hasMoved = false
  }
}
