import { path } from 'd3-path'
import type { PathSink } from '../draw/path.ts'
import { drawSymbol, type SymbolName } from '../draw/symbol.ts'
import type { CategoryLegend, GradientLegend, Legend, LegendEntry, SizeLegend } from '../guide/legend.ts'

interface Props {
  legends: readonly Legend[]
  hidden: ReadonlyMap<string, ReadonlySet<unknown>>
  /** Switches a category of a field on or off. */
  onToggle: (field: string, value: unknown) => void
}

/** Explains colours and sizes. Categories are switches. */
export const LegendView = ({ legends, hidden, onToggle }: Props) =>
  legends.length ? (
    <div class="w-plot-legends">
      {legends.map((legend) => {
        const key = `${legend.kind} ${legend.field}`
        if (legend.kind === 'gradient') return <Gradient key={key} legend={legend} />
        if (legend.kind === 'size') return <Sizes key={key} legend={legend} />
        return <Categories key={key} legend={legend} off={hidden.get(legend.field)} onToggle={onToggle} />
      })}
    </div>
  ) : null

interface CategoriesProps {
  legend: CategoryLegend
  off: ReadonlySet<unknown> | undefined
  onToggle: Props['onToggle']
}

const Categories = ({ legend: { field, entries }, off, onToggle }: CategoriesProps) => (
  <ul class="w-plot-legend" aria-label={field}>
    {entries.map((entry) => (
      <li key={entry.label}>
        <button type="button" aria-pressed={!off?.has(entry.value)} onClick={() => onToggle(field, entry.value)}>
          <Swatch {...entry} />
          <span>{entry.label}</span>
        </button>
      </li>
    ))}
  </ul>
)

const Swatch = ({ color, swatch }: LegendEntry) =>
  swatch === 'line' || swatch === 'area' ? (
    <i class={`w-plot-swatch w-plot-swatch-${swatch}`} style={{ '--swatch': color }} />
  ) : (
    <svg class="w-plot-swatch-symbol" viewBox="-6 -6 12 12" aria-hidden="true" style={{ '--swatch': color }}>
      <path d={outlineOf(swatch)} />
    </svg>
  )

/** A symbol as SVG path data, around the origin. */
function outlineOf(symbol: SymbolName): string {
  const outline = path()
  drawSymbol(outline as unknown as PathSink, symbol, 0, 0, 4.5)
  return outline.toString()
}

const Gradient = ({ legend: { field, colors, low, high } }: { legend: GradientLegend }) => (
  <div class="w-plot-legend" role="img" aria-label={`${field}: from ${low} to ${high}`}>
    <span>{low}</span>
    <i class="w-plot-gradient" style={{ backgroundImage: `linear-gradient(to right, ${colors.join(', ')})` }} />
    <span>{high}</span>
  </div>
)

const Sizes = ({ legend: { field, low, high } }: { legend: SizeLegend }) => (
  <div class="w-plot-legend" role="img" aria-label={`${field}: from ${low} to ${high}`}>
    <span>{low}</span>
    <i class="w-plot-sizes">
      <i />
      <i />
      <i />
    </i>
    <span>{high}</span>
    <span class="w-plot-legend-field">{field}</span>
  </div>
)
