import { fieldOf } from '../grammar/channel.ts'
import type { GeometryLayer } from '../grammar/layer.ts'
import type { Palette } from '../encode.ts'
import { roughNumber } from '../scale/tick_text.ts'

/** Explains colours, symbols or sizes. */
export type Legend = CategoryLegend | GradientLegend | SizeLegend

export interface CategoryLegend {
  readonly kind: 'categories'
  readonly field: string
  readonly entries: readonly LegendEntry[]
}

export interface LegendEntry {
  readonly value: unknown
  readonly label: string
  readonly color: string
  /** Drawn as a line, as an area, or as a symbol. */
  readonly swatch: 'line' | 'area' | 'point'
}

export interface GradientLegend {
  readonly kind: 'gradient'
  readonly field: string
  readonly colors: readonly string[]
  readonly low: string
  readonly high: string
}

export interface SizeLegend {
  readonly kind: 'size'
  readonly field: string
  readonly low: string
  readonly high: string
}

const maxEntries = 60

/** The legends of a plot, each field once. */
export function legendsOf(layers: readonly GeometryLayer[], paletteOf: (layer: GeometryLayer) => Palette): Legend[] {
  const legends = new Map<string, Legend>()
  for (const layer of layers) {
    const palette = paletteOf(layer)
    for (const legend of [colorLegend(layer, palette), sizeLegend(layer, palette)]) {
      if (legend && !legends.has(`${legend.kind} ${legend.field}`)) legends.set(`${legend.kind} ${legend.field}`, legend)
    }
  }
  return [...legends.values()]
}

function colorLegend(layer: GeometryLayer, { color }: Palette): Legend | undefined {
  const field = fieldOf(layer.color)
  if (!color || field === undefined) return undefined
  if (color.kind === 'gradient') {
    const [low, high] = color.domain.map(roughNumber)
    return { kind: 'gradient', field, colors: color.colors, low: low ?? '', high: high ?? '' }
  }
  const swatch = swatches[layer.geometry] ?? 'area'
  const entries = color.categories.slice(0, maxEntries).map((value) => ({ value, label: String(value), color: color.at(value), swatch }))
  return { kind: 'categories', field, entries }
}

const swatches: Partial<Record<GeometryLayer['geometry'], LegendEntry['swatch']>> = {
  line: 'line',
  path: 'line',
  edge: 'line',
  point: 'point',
}

function sizeLegend(layer: GeometryLayer, { size }: Palette): SizeLegend | undefined {
  const field = fieldOf(layer.size)
  if (!size || field === undefined) return undefined
  const [low, high] = size.domain
  return { kind: 'size', field, low: roughNumber(low), high: roughNumber(high) }
}
