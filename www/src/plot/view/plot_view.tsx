import { effect } from '@preact/signals'
import { useEffect, useRef, useState } from 'preact/hooks'
import { isObject } from '../../page/json.ts'
import { themeVersion } from '../../theme/theme.ts'
import { useTree } from '../../view/reactive.ts'
import { parseLayers } from '../grammar/layer.ts'
import type { PlotSpec } from '../grammar/spec.ts'
import { Controls, type SelectedRow } from './controls.ts'
import { DataTable } from './data_table.tsx'
import { listen } from './gestures.ts'
import { LegendView } from './legend_view.tsx'
import './plot.css'
import { tableOf } from './table_of.ts'
import { TooltipView } from './tooltip_view.tsx'

export interface PlotProps {
  /** The layers, as they came with the page. */
  plot: unknown
  /** A buffer, a list of records, or either of them packed. */
  data: unknown
  /** CSS lengths; as large as the container without. */
  width?: string | undefined
  height?: string | undefined
  /** Events that the app wants to hear of. */
  events?: readonly string[] | undefined
  /** What a pointer may do: `scale_zoom`, `drag_move`, `brush`. */
  interactions?: readonly string[] | undefined
  animate?: boolean | undefined
  /** What the plot is called, for those who cannot see it. */
  label?: string | undefined
  name?: string | undefined
  onSelect?: ((rows: SelectedRow[]) => void) | undefined
}

/** A plot. It follows its data, its layers and the theme. */
export function PlotView({ plot, data, width, height, events, interactions, animate, label, name, onSelect }: PlotProps) {
  const stage = useRef<HTMLDivElement>(null)
  const ground = useRef<HTMLCanvasElement>(null)
  const overlay = useRef<HTMLCanvasElement>(null)
  const [controls, setControls] = useState<Controls>()

  useEffect(() => {
    if (!stage.current || !ground.current || !overlay.current) return
    const made = new Controls({ stage: stage.current, ground: ground.current, overlay: overlay.current })
    setControls(made)
    return () => made.dispose()
  }, [])

  useEffect(() => controls && effect(() => controls.chart.show({ layers: parseLayers(specOf(plot)) })), [controls, plot])
  useEffect(() => controls && effect(() => controls.chart.show({ table: tableOf(data) })), [controls, data])
  useEffect(() => controls && themeVersion.subscribe(() => controls.chart.recolour()), [controls])

  const wantsMarks = events?.includes('select_marks') ?? false
  const allowed = (interactions ?? []).join(' ')
  useEffect(() => {
    if (!controls || !stage.current) return
    controls.options = { interactions: new Set(allowed.split(' ')), onSelect: wantsMarks ? onSelect : undefined }
    return listen(stage.current, controls.gestures())
  }, [controls, wantsMarks, allowed, onSelect])

  const onKeyDown = (event: KeyboardEvent): void => {
    if (controls?.key(event.key)) event.preventDefault()
  }
  const drags = /drag_move|brush/.test(allowed)
  return (
    <div class={`w-plot ${animate ? 'w-plot-animated' : ''}`} style={{ width, height }} data-test={name}>
      <div
        ref={stage}
        class={`w-plot-stage ${drags ? 'w-plot-drags' : ''} ${wantsMarks ? 'w-plot-selects' : ''}`}
        tabIndex={0}
        role="application"
        aria-roledescription="chart"
        aria-label={[label, controls?.summary.value?.sentence].filter(Boolean).join(', ') || 'chart'}
        onKeyDown={onKeyDown}
        onBlur={() => controls?.key('Escape')}
      >
        <canvas ref={ground} aria-hidden="true" />
        <canvas ref={overlay} aria-hidden="true" />
        {controls && <Brush controls={controls} />}
        {controls?.tooltip.value && <TooltipView {...controls.tooltip.value} />}
      </div>
      {controls && <LegendView legends={controls.legends.value} hidden={controls.hidden.value} onToggle={(field, value) => controls.toggle(field, value)} />}
      {controls?.summary.value && <DataTable summary={controls.summary.value} />}
      <div class="w-sr" aria-live="polite">
        {controls?.spoken.value}
      </div>
    </div>
  )
}

/** The layers, and all that is nested in them: an edit deep inside draws the plot anew. */
const specOf = (plot: unknown): PlotSpec | undefined => (isObject(plot) ? (useTree(plot) as PlotSpec) : undefined)

function Brush({ controls }: { controls: Controls }) {
  const brush = controls.brush.value
  if (!brush) return null
  const [from, to] = brush
  const style = {
    left: `${Math.min(from.x, to.x)}px`,
    top: `${Math.min(from.y, to.y)}px`,
    width: `${Math.abs(to.x - from.x)}px`,
    height: `${Math.abs(to.y - from.y)}px`,
  }
  return <div class="w-plot-brush" style={style} />
}
