import { literalOf, parseChannel, type Channel, type FieldChannel } from './channel.ts'
import type { MarkSpec, PlotSpec } from './spec.ts'

export const geometries = ['interval', 'line', 'path', 'point', 'area', 'polygon', 'schema', 'edge', 'heatmap'] as const
export type Geometry = (typeof geometries)[number]

/** The positions of a mark along one dimension. */
export interface Positions {
  /** `x`: where the mark is, or where it ends. */
  readonly at: Channel | undefined
  /** `x0`: where the mark begins. */
  readonly from: Channel | undefined
  /** `x1`: low end of a bin or of the whiskers. */
  readonly low: Channel | undefined
  /** `x2`: high end of a bin or of the whiskers. */
  readonly high: Channel | undefined
  /** `x_q1`, `x_q2`, `x_q3`: the quartiles of a box. */
  readonly q1: Channel | undefined
  readonly q2: Channel | undefined
  readonly q3: Channel | undefined
}

/** The two dimensions of a plot. Bars stand on the key and reach along the value. */
export type Dimension = 'key' | 'value'

interface LayerCommon {
  readonly spec: MarkSpec
  readonly key: Positions
  readonly value: Positions
}

/** Marks bound to fields: one per row, or one per series. */
export interface GeometryLayer extends LayerCommon {
  readonly kind: 'geometry'
  readonly geometry: Geometry
  readonly color: Channel | undefined
  readonly shape: Channel | undefined
  readonly size: Channel | undefined
  readonly dodge: FieldChannel | undefined
  readonly label: FieldChannel | undefined
  readonly stacked: boolean
}

/** A point, line or region at coordinates that the author wrote down. */
export interface AnnotationLayer extends LayerCommon {
  readonly kind: 'annotation'
  readonly label: string | undefined
}

export type Layer = GeometryLayer | AnnotationLayer

const suffixes = { at: '', from: '0', low: '1', high: '2', q1: '_q1', q2: '_q2', q3: '_q3' } as const

/** Reads the layers of a plot. A mark of a type that nobody knows is passed over. */
export function parseLayers(plot: PlotSpec | undefined): Layer[] {
  const marks = Array.isArray(plot?.marks) ? (plot.marks as readonly unknown[]) : []
  return marks.flatMap((mark) => {
    const layer = typeof mark === 'object' && mark !== null ? parseLayer(mark) : undefined
    return layer ? [layer] : []
  })
}

/** The same layer with its dimensions swapped: how a plot with horizontal bars is handled everywhere but on screen. */
export const swapDimensions = <L extends Layer>(layer: L): L => ({ ...layer, key: layer.value, value: layer.key })

/** The channels of one dimension that are bound to fields. */
export const boundPositions = (positions: Positions): FieldChannel[] =>
  Object.values(positions).filter((channel: Channel | undefined): channel is FieldChannel => channel?.kind === 'field')

function parseLayer(spec: MarkSpec): Layer | undefined {
  const key = parsePositions(spec, 'x')
  const value = parsePositions(spec, 'y')
  if (isAnnotation(key, value)) {
    const label = literalOf(parseChannel(spec.label))
    return { kind: 'annotation', spec, key, value, label: label === undefined ? undefined : String(label) }
  }
  const geometry = geometries.find((known) => known === spec.type)
  if (!geometry) return undefined
  const color = parseChannel(spec.color)
  return {
    kind: 'geometry',
    geometry,
    spec,
    key,
    value,
    color,
    shape: parseChannel(spec.shape),
    size: parseChannel(spec.size),
    label: asField(parseChannel(spec.label)),
    dodge: spec.dodge === 'auto' ? asField(color) : asField(parseChannel(spec.dodge)),
    stacked: spec.stack === 'auto',
  }
}

/** A literal coordinate makes an annotation, unless a field is bound beside it in the same dimension. */
function isAnnotation(key: Positions, value: Positions): boolean {
  return [key, value].some((positions) => literalOf(positions.at) !== undefined) && !isBound(key) && !isBound(value)
}

const isBound = (positions: Positions): boolean => boundPositions(positions).length > 0

function parsePositions(spec: MarkSpec, axis: 'x' | 'y'): Positions {
  const read = (suffix: string): Channel | undefined => parseChannel(spec[`${axis}${suffix}` as keyof MarkSpec])
  return {
    at: read(suffixes.at),
    from: read(suffixes.from),
    low: read(suffixes.low),
    high: read(suffixes.high),
    q1: read(suffixes.q1),
    q2: read(suffixes.q2),
    q3: read(suffixes.q3),
  }
}

const asField = (channel: Channel | undefined): FieldChannel | undefined => (channel?.kind === 'field' ? channel : undefined)
