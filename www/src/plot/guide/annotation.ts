import type { Coord } from '../coord/coord.ts'
import { Path } from '../draw/path.ts'
import type { PathShape, Shape, Style, TextShape } from '../draw/shape.ts'
import { literalOf, type Channel } from '../grammar/channel.ts'
import type { AnnotationLayer, Positions } from '../grammar/layer.ts'
import type { MarkSpec } from '../grammar/spec.ts'
import { dashOf, fillStyle } from '../draw/style.ts'
import type { Look } from '../paint/look.ts'
import type { PositionScale, Span } from '../scale/position.ts'
import { labelText } from './labels.ts'

export interface AnnotationPlace {
  readonly coord: Coord
  readonly key: PositionScale
  readonly value: PositionScale
  readonly look: Look
}

const pointRadius = 5
const labelGap = 6
const bandOpacity = 0.12

/** What an annotation looks like: regions lie under the marks, all else upon them. */
export interface AnnotationShapes {
  readonly under: readonly Shape[]
  readonly over: readonly Shape[]
}

const nowhere: AnnotationShapes = { under: [], over: [] }

/** Draws a point, a line or a region at the coordinates that the author wrote down; nothing where the axes have no such place. */
export function drawAnnotation(layer: AnnotationLayer, place: AnnotationPlace): AnnotationShapes {
  const key = extentOn(place.key, layer.key)
  const value = extentOn(place.value, layer.value)
  if (!key || !value) return nowhere
  const kind = key.kind === 'span' || value.kind === 'span' ? 'region' : key.kind === 'point' && value.kind === 'point' ? 'point' : 'line'
  const shape = drawers[kind](layer.spec, key, value, place)
  const label = layer.label ? [labelOf(layer.label, layer.spec, kind, { key, value, place })] : []
  return kind === 'region' ? { under: [shape], over: label } : { under: [], over: [shape, ...label] }
}

/** How much of an axis an annotation takes: one place on it, a part of it, or all of it. */
interface Extent {
  readonly kind: 'point' | 'span' | 'all'
  readonly from: number
  readonly to: number
}

type Kind = 'point' | 'line' | 'region'

type Drawer = (spec: MarkSpec, key: Extent, value: Extent, place: AnnotationPlace) => PathShape

const drawers: Readonly<Record<Kind, Drawer>> = {
  point(spec, key, value, { coord, look }) {
    const path = new Path()
    const [x, y] = [coord.x(key.from, value.from), coord.y(key.from, value.from)]
    path.moveTo(x + pointRadius, y)
    path.arc(x, y, pointRadius, 0, 2 * Math.PI)
    const color = look.resolve(spec.color ?? look.primary)
    return { kind: 'path', path, style: fillStyle(spec, color, look, { stroke: look.surface, strokeSize: 2 }) }
  },
  line(spec, key, value, { coord, look }) {
    const path = new Path()
    path.moveTo(coord.x(key.from, value.from), coord.y(key.from, value.from))
    path.lineTo(coord.x(key.to, value.to), coord.y(key.to, value.to))
    return { kind: 'path', path, style: lineStyle(spec, look), clipped: true }
  },
  region(spec, key, value, { coord, look }) {
    const path = new Path()
    coord.cell(path, { key0: key.from, key1: key.to, value0: value.from, value1: value.to })
    const color = look.resolve(spec.color ?? look.primary)
    return { kind: 'path', path, style: fillStyle(spec, color, look, { fillOpacity: bandOpacity }), clipped: true }
  },
}

/** Undefined when the axis has no place for it. */
function extentOn(scale: PositionScale, { at, from }: Positions): Extent | undefined {
  const [end, begin] = [unitOf(scale, at), unitOf(scale, from)]
  if (end === undefined) return begin === undefined ? { kind: 'all', from: 0, to: 1 } : undefined
  if (Number.isNaN(end) || Number.isNaN(begin)) return undefined
  if (begin === undefined) return { kind: 'point', from: end, to: end }
  const [low, high] = roomOf(scale, begin, end)
  return { kind: 'span', from: low, to: high }
}

const unitOf = (scale: PositionScale, channel: Channel | undefined): number | undefined => {
  const literal = literalOf(channel)
  return literal === undefined ? undefined : scale.at(literal)
}

/** From one category to another means from where the first begins to where the second ends. */
function roomOf(scale: PositionScale, a: number, b: number): Span {
  const half = scale.kind === 'discrete' ? scale.step / 2 : 0
  return [Math.min(a, b) - half, Math.max(a, b) + half]
}

function lineStyle(spec: MarkSpec, look: Look): Style {
  const dash = dashOf(spec.ref_stroke_dash)
  return {
    stroke: look.resolve(spec.ref_stroke_color ?? look.muted),
    strokeOpacity: spec.ref_stroke_opacity,
    strokeSize: spec.ref_stroke_size ?? 1,
    ...(dash && { dash }),
  }
}

interface Labelled {
  readonly key: Extent
  readonly value: Extent
  readonly place: AnnotationPlace
}

/** Above a point; at the end of a line; in the top left corner of a region. */
function labelOf(text: string, spec: MarkSpec, kind: Kind, { key, value, place: { coord, look } }: Labelled): TextShape {
  const offset = labelGap + (spec.label_offset ?? 0)
  const xs = [coord.x(key.from, value.from), coord.x(key.to, value.to)]
  const ys = [coord.y(key.from, value.from), coord.y(key.to, value.to)]
  const [left, top] = [Math.min(...xs), Math.min(...ys)]
  const above = { x: left, y: top - offset / 2, align: 'center', baseline: 'bottom' } as const
  if (kind === 'point') return labelText(spec, text, { ...above, y: above.y - pointRadius }, look)
  const isLevelLine = kind === 'line' && ys[0] === ys[1]
  if (isLevelLine) return labelText(spec, text, { ...above, x: left + labelGap, align: 'left' }, look)
  const isNearEnd = kind === 'line' && left > coord.box.x + coord.box.width * 0.8
  const at = { x: left + (isNearEnd ? -offset : offset), y: top + labelGap, baseline: 'top' } as const
  return labelText(spec, text, { ...at, align: isNearEnd ? 'right' : 'left' }, look)
}
