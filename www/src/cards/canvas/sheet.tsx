import type { TargetedPointerEvent } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { ShapeView, types, type Shape } from './shapes.tsx'
import type { Pen } from './toolbox.tsx'

interface SheetProps {
  title: string
  /** Pixels. */
  size: { width: number; height: number }
  /** What is in the user's hand; nothing where one may only look. */
  pen: Pen | undefined
  entries: readonly { time: string; shape: Shape }[]
  onDraw: (shape: Shape) => void
  onErase: (time: string) => void
}

type SheetEvent = TargetedPointerEvent<SVGSVGElement>

/** What is drawn on, and drawn. */
export function Sheet({ title, size, pen, entries, onDraw, onErase }: SheetProps) {
  const { draft, start, go, end } = useDrawing(pen, onDraw)
  const isEraser = pen?.tool === 'eraser'
  const erase = (time: string) => (event: PointerEvent) => (event.buttons & 1) === 1 && onErase(time)
  return (
    <svg
      class={`w-sheet ${pen ? 'w-sheet-open' : ''} ${isEraser ? 'w-sheet-erasing' : ''}`}
      width={size.width}
      height={size.height}
      role="img"
      aria-label={`${title}: ${entries.length} shapes`}
      onPointerDown={start}
      onPointerMove={go}
      onPointerUp={end}
      onPointerCancel={end}
    >
      {entries.map(({ time, shape }) => (
        <ShapeView key={time} shape={shape} onTouch={isEraser ? erase(time) : undefined} />
      ))}
      {draft && <ShapeView shape={draft} />}
    </svg>
  )
}

/** A shape while it is being drawn. */
function useDrawing(pen: Pen | undefined, onDraw: (shape: Shape) => void) {
  const shape = useRef<Shape | undefined>(undefined)
  const [, redraw] = useState(0)
  const put = (next: Shape | undefined): void => {
    shape.current = next
    redraw((count) => count + 1)
  }
  const start = (event: SheetEvent): void => {
    if (!pen || pen.tool === 'eraser' || event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    put({ t: pen.tool, p: pointOf(event), c: pen.ink, l: pen.tip })
  }
  const go = (event: SheetEvent): void => {
    const { current } = shape
    if (!current) return
    const kept = current.t === types.curve ? current.p : current.p.slice(0, 2)
    put({ ...current, p: [...kept, ...pointOf(event)] })
  }
  const end = (): void => {
    const { current } = shape
    if (current && (current.t === types.curve || current.p.length > 2)) onDraw(current)
    put(undefined)
  }
  return { draft: shape.current, start, go, end }
}

function pointOf({ currentTarget, clientX, clientY }: SheetEvent): number[] {
  const { left, top } = currentTarget.getBoundingClientRect()
  return [Math.round(clientX - left), Math.round(clientY - top)]
}
