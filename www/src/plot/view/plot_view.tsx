import { shortcutsOf, type Controls, type SelectedRow } from './controls.ts'
import { DataTable } from './data_table.tsx'
import { LegendView } from './legend_view.tsx'
import './plot.css'
import { TooltipView } from './tooltip_view.tsx'
import { useControls } from './use_controls.ts'

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
export function PlotView(props: PlotProps) {
  const { width, height, events, interactions = [], animate, label, name } = props
  const { stage, ground, overlay, controls } = useControls(props)
  const onKeyDown = (event: KeyboardEvent): void => {
    const isOurs = !event.ctrlKey && !event.metaKey && !event.altKey && controls?.key(event.key, event.shiftKey)
    if (isOurs) event.preventDefault()
  }
  const drags = interactions.includes('drag_move') || interactions.includes('brush')
  const selects = events?.includes('select_marks')
  return (
    <div class={`w-plot ${animate ? 'w-plot-animated' : ''}`} style={{ width, height }} data-test={name}>
      <div
        ref={stage}
        class={`w-plot-stage ${drags ? 'w-plot-drags' : ''} ${selects ? 'w-plot-selects' : ''}`}
        tabIndex={0}
        role="application"
        aria-roledescription="chart"
        aria-keyshortcuts={shortcutsOf(interactions)}
        aria-label={[label, controls?.summary.value?.sentence].filter(Boolean).join(', ') || 'chart'}
        onKeyDown={onKeyDown}
        onBlur={() => controls?.key('Escape')}
      >
        <canvas ref={ground} aria-hidden="true" />
        <canvas ref={overlay} aria-hidden="true" />
        {controls && <Brush controls={controls} />}
        {controls && <Pointed controls={controls} />}
      </div>
      {controls && <Legends controls={controls} />}
      {controls?.summary.value && <DataTable summary={controls.summary.value} />}
      {/* There before anything is said, or it would not be read out. */}
      <div class="w-sr" aria-live="polite">
        {controls?.spoken}
      </div>
    </div>
  )
}

// Views of their own, so that a pointer that moves does not render the whole plot.

interface Part {
  controls: Controls
}

const Pointed = ({ controls: { tooltip } }: Part) => (tooltip.value ? <TooltipView {...tooltip.value} /> : null)

const Legends = ({ controls: { legends, hidden, toggle } }: Part) => (
  <LegendView legends={legends.value} hidden={hidden.value} onToggle={toggle} />
)

function Brush({ controls }: Part) {
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
