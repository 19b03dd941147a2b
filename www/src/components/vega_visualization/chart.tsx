import './vega.css'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { JsonObject } from '../../page/json.ts'
import { themeVersion } from '../../theme/theme.ts'
import { Drawing } from './drawing.ts'
import type { Grammar } from './specification.ts'

interface ChartProps {
  title: string
  specification: string
  grammar: Grammar
  /** The page's data, if it has some. */
  rows: JsonObject[] | undefined
}

/** A chart of Vega or Vega-Lite. It follows its specification, its data, its room and the theme. */
export function VegaChart({ title, specification, grammar, rows }: ChartProps) {
  const stage = useRef<HTMLDivElement>(null)
  const drawing = useRef<Drawing | undefined>(undefined)
  const [error, setError] = useState<unknown>()
  useEffect(() => {
    const { current } = stage
    if (!current) return undefined
    const made = (drawing.current = new Drawing(current, setError))
    const observer = new ResizeObserver(() => made.fit())
    observer.observe(current)
    const stop = themeVersion.subscribe(() => made.redraw())
    return () => {
      stop()
      observer.disconnect()
      made.end()
    }
  }, [])
  useEffect(() => drawing.current?.show({ specification, grammar, rows }))
  return (
    // Vega gives the stage a role and a name of its own, which says nothing of what is drawn.
    <div class="w-vega" role="figure" aria-label={title}>
      <div ref={stage} class="w-vega-stage" />
      {error !== undefined && (
        <p class="w-unknown" role="alert">
          {`The chart cannot be drawn. ${error instanceof Error ? error.message : String(error)}`}
        </p>
      )}
    </div>
  )
}
