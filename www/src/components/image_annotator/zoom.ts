import type { RefObject } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Pinch } from './fingers.ts'
import type { Point, Size } from './shapes.ts'

const step = 0.15
const maxScale = 10

interface View {
  scale: number
  x: number
  y: number
}

export interface Zoom {
  /** For the element that is zoomed. */
  transform: string
  isZoomed: boolean
  /** How many of the picture's pixels are one on screen. */
  unit: (size: Size) => number
  /** Moves what is in sight, by pixels of the screen. */
  pan: (by: Point) => void
  /** Looks as much closer as two fingers have gone apart, and follows their middle. */
  pinch: (pinch: Pinch) => void
}

/** Looks closer with the wheel or two fingers, at what the pointer is on. Never smaller than the whole. */
export function useZoom(element: RefObject<SVGSVGElement | null>): Zoom {
  const [view, setView] = useState({ scale: 1, x: 0, y: 0 })
  const shownWidth = useShownWidth(element)
  const latest = useRef(view)
  latest.current = view
  const look = (next: View): void => setView((latest.current = next))
  useEffect(() => {
    const { current } = element
    const turn = (event: WheelEvent): void => {
      // Turned sideways, it is not about zooming.
      if (!event.deltaY) return
      const old = latest.current
      const scale = limited(old.scale + (event.deltaY < 0 ? step : -step))
      if (scale === old.scale || !current) return
      event.preventDefault()
      look(closer(old, scale, { x: event.clientX, y: event.clientY }, current))
    }
    // Not passive: the page must not scroll meanwhile.
    current?.addEventListener('wheel', turn, { passive: false })
    return () => current?.removeEventListener('wheel', turn)
  }, [])
  return {
    transform: `translate(${view.x}px, ${view.y}px) scale(${view.scale})`,
    isZoomed: view.scale > 1,
    unit: ({ width }) => width / ((shownWidth || width) * view.scale) || 1,
    pan: (by) => {
      const { current } = element
      const old = latest.current
      if (current) look(kept({ ...old, x: old.x + by.x, y: old.y + by.y }, current, old.scale))
    },
    pinch: ({ grown, from, to }) => {
      const { current } = element
      const { current: old } = latest
      if (!current) return
      const { scale, x, y } = closer(old, limited(old.scale * grown), from, current)
      look(kept({ scale, x: x + to.x - from.x, y: y + to.y - from.y }, current, old.scale))
    },
  }
}

/** How wide an element is, were it not zoomed, in CSS pixels; 0 until that is known. */
function useShownWidth(element: RefObject<SVGSVGElement | null>): number {
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    const { current } = element
    if (!current) return
    const observer = new ResizeObserver(([entry]) => entry && setWidth(entry.contentRect.width))
    observer.observe(current)
    return () => observer.disconnect()
  }, [])
  return width
}

const limited = (scale: number): number => Math.min(maxScale, Math.max(1, scale))

/** On another scale, with what is at a place of the screen still there. */
function closer(old: View, scale: number, at: Point, element: SVGSVGElement): View {
  const { left, top } = element.getBoundingClientRect()
  const grown = scale / old.scale - 1
  return kept({ scale, x: old.x - (at.x - left) * grown, y: old.y - (at.y - top) * grown }, element, old.scale)
}

/** The picture always fills its frame. */
function kept(view: View, element: SVGSVGElement, shownScale: number): View {
  const { width, height } = element.getBoundingClientRect()
  const [room, depth] = [(width / shownScale) * (view.scale - 1), (height / shownScale) * (view.scale - 1)]
  return { ...view, x: Math.min(0, Math.max(-room, view.x)), y: Math.min(0, Math.max(-depth, view.y)) }
}
