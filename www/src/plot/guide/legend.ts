import { fieldOf, literalOf } from '../grammar/channel.ts'
import type { GeometryLayer } from '../grammar/layer.ts'
import type { Palette } from '../encode.ts'
import type { SymbolName } from '../draw/symbol.ts'
import type { Look } from '../paint/look.ts'
import { colorRamp } from '../scale/color.ts'
import { symbolOf } from '../scale/shape.ts'
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
  readonly swatch: 'line' | 'area' | SymbolName
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
export function legendsOf(layers: readonly GeometryLayer[], paletteOf: (layer: GeometryLayer) => Palette, look: Look): Legend[] {
  const legends = new Map<string, Legend>()
  for (const layer of layers) {
    const palette = paletteOf(layer)
    for (const legend of [colorLegend(layer, palette, look), shapeLegend(layer, palette, look), sizeLegend(layer, palette)]) {
      if (legend && !legends.has(`${legend.kind} ${legend.field}`)) legends.set(`${legend.kind} ${legend.field}`, legend)
    }
  }
  return [...legends.values()]
}

function colorLegend(layer: GeometryLayer, { color, shape }: Palette, look: Look): Legend | undefined {
  const field = fieldOf(layer.color)
  if (!color || field === undefined) return undefined
  if (color.kind === 'gradient') {
    const [low, high] = color.domain.map(roughNumber)
    const colors = layer.geometry === 'heatmap' ? colorRamp(layer.spec.color_range, look) : color.colors
    return { kind: 'gradient', field, colors, low: low ?? '', high: high ?? '' }
  }
  const symbols = fieldOf(layer.shape) === field ? shape : undefined
  const swatch = swatches[layer.geometry] ?? (layer.geometry === 'point' ? symbolOf(literalOf(layer.shape)) : 'area')
  const entries = color.categories
    .slice(0, maxEntries)
    .map((value) => ({ value, label: String(value), color: color.at(value), swatch: symbols?.at(value) ?? swatch }))
  return { kind: 'categories', field, entries }
}

/** Explains symbols, unless the colours of the same field do. */
function shapeLegend(layer: GeometryLayer, { shape }: Palette, look: Look): Legend | undefined {
  const field = fieldOf(layer.shape)
  if (!shape || field === undefined || field === fieldOf(layer.color) || layer.geometry !== 'point') return undefined
  const color = layer.color?.kind === 'literal' ? look.resolve(String(layer.color.value)) : look.primary
  const entries = shape.categories.slice(0, maxEntries).map((value) => ({ value, label: String(value), color, swatch: shape.at(value) }))
  return { kind: 'categories', field, entries }
}

const swatches: Partial<Record<GeometryLayer['geometry'], LegendEntry['swatch']>> = {
  line: 'line',
  path: 'line',
  edge: 'line',
}

function sizeLegend(layer: GeometryLayer, { size }: Palette): SizeLegend | undefined {
  const field = fieldOf(layer.size)
  if (!size || field === undefined) return undefined
  const [low, high] = size.domain
  return { kind: 'size', field, low: roughNumber(low), high: roughNumber(high) }
}
