import type { Coord } from '../coord/coord.ts'
import { lineHeightOf, type Align, type Baseline, type Box, type Style, type TextShape } from '../draw/shape.ts'
import type { MarkSpec } from '../grammar/spec.ts'
import type { GeometryLayer } from '../grammar/layer.ts'
import type { Encoding, LabelSpot } from '../marks/encoding.ts'
import type { Look, Measure } from '../paint/look.ts'
import { columnOf } from '../encode.ts'
import type { Table } from '../grammar/table.ts'
import { contrasting } from '../scale/color.ts'
import { cellText } from '../scale/tick_text.ts'

const defaultSize = 12
const gap = 4

/** What label goes with a row; nothing for rows without. */
type TextOf = (row: number) => string

/** The labels of a layer. Undefined when it has none. */
export interface LabelTexts {
  readonly of: TextOf
  /** All that differ. */
  readonly distinct: () => Iterable<string>
}

/** Prints the labels of a layer, each once: how long they are is to be known before it is known where they go. */
export function labelTexts({ label }: GeometryLayer, table: Table): LabelTexts | undefined {
  const column = columnOf(label, table)
  if (!label || !column) return undefined
  const print = label.format ?? cellText
  const printed = new Map<unknown, string>()
  const of = (row: number): string => {
    const cell = column[row]
    const known = printed.get(cell)
    if (known !== undefined) return known
    const text = print(cell)
    printed.set(cell, text)
    return text
  }
  return { of, distinct: () => new Set(Array.from({ length: column.length }, (_, row) => of(row))) }
}

/** The labels of a layer, where there is room for them. */
export function drawLabels(encoding: Encoding, spots: readonly LabelSpot[], textOf: TextOf, measure: Measure): TextShape[] {
  const taken: Box[] = []
  const overlap = encoding.layer.spec.label_overlap
  const labels: TextShape[] = []
  for (const spot of spots) {
    const text = textOf(spot.row)
    if (!text) continue
    const placed = placeLabel(encoding, spot, text)
    const label = overlap === 'constrain' ? constrained(placed, encoding.coord.box, measure) : placed
    const box = outerBox(label, measure)
    if (overlap !== 'overlap' && taken.some((other) => overlaps(other, box))) continue
    taken.push(box)
    labels.push(label)
  }
  return labels
}

/** Text at a place, in the style that a mark asks for. */
export function labelText(spec: MarkSpec, text: string, at: Pick<TextShape, 'x' | 'y' | 'align' | 'baseline'>, look: Look): TextShape {
  const rotation = rotationOf(spec)
  return {
    kind: 'text',
    text,
    ...at,
    x: at.x + (spec.label_offset_x ?? 0),
    y: at.y + (spec.label_offset_y ?? 0),
    align: alignments[spec.label_align ?? ''] ?? at.align,
    ...(rotation && { rotation }),
    size: spec.label_font_size ?? defaultSize,
    weight: spec.label_font_weight,
    lineHeight: spec.label_line_height,
    style: styleOf(spec, look),
  }
}

const alignments: Readonly<Record<string, Align>> = { left: 'left', start: 'left', center: 'center', right: 'right', end: 'right' }

export interface Place {
  readonly x: number
  readonly y: number
  readonly align: Align
  readonly baseline: Baseline
}

export type Position = 'top' | 'bottom' | 'middle' | 'left' | 'right'

/** Around a box, at a distance; or in its middle. A negative distance is inside. */
const places: Readonly<Record<Position, (box: Box, offset: number) => Place>> = {
  top: ({ x, y, width }, offset) => ({ x: x + width / 2, y: y - offset, align: 'center', baseline: 'bottom' }),
  bottom: ({ x, y, width, height }, offset) => ({ x: x + width / 2, y: y + height + offset, align: 'center', baseline: 'top' }),
  middle: ({ x, y, width, height }) => ({ x: x + width / 2, y: y + height / 2, align: 'center', baseline: 'middle' }),
  left: ({ x, y, height }, offset) => ({ x: x - offset, y: y + height / 2, align: 'right', baseline: 'middle' }),
  right: ({ x, y, width, height }, offset) => ({ x: x + width + offset, y: y + height / 2, align: 'left', baseline: 'middle' }),
}

/** Where the labels of a layer stand around their marks: where the author says, or else where it is usual. */
export function positionOf({ spec, geometry, stacked }: GeometryLayer, { isRect, isSwapped }: Pick<Coord, 'isRect' | 'isSwapped'>): Position {
  if (isPosition(spec.label_position)) return spec.label_position
  if (!isRect || stacked || geometry === 'polygon') return 'middle'
  return isSwapped ? 'right' : 'top'
}

export const placeAround = (box: Box, position: Position, spec: MarkSpec): Place => places[position](box, gap + (spec.label_offset ?? 0))

function placeLabel(encoding: Encoding, { row, box }: LabelSpot, text: string): TextShape {
  const { coord, layer, look } = encoding
  const { spec } = layer
  const position = positionOf(layer, coord)
  const isUponFill = filled.has(layer.geometry) && (position === 'middle' || position === rootOf(encoding))
  const label = labelText(spec, text, isUponFill ? placeInside(box, position, spec) : placeAround(box, position, spec), look)
  if (!isUponFill) return label
  if (spec.label_fill_color !== undefined) return { ...label, style: { ...label.style, ...withoutHalo(spec) } }
  const fill = spec.fill_color === undefined ? encoding.colorOf(row) : look.resolve(spec.fill_color)
  return { ...label, style: { ...label.style, ...withoutHalo(spec), fill: contrasting(fill) } }
}

/** Marks that have room for text within them. */
const filled: ReadonlySet<string> = new Set(['interval', 'polygon'])

/** The side that a bar stands upon. Beyond it are the labels of the axis, so what goes there goes inside. */
const rootOf = ({ coord, layer }: Encoding): Position | undefined =>
  coord.isRect && layer.geometry === 'interval' ? (coord.isSwapped ? 'left' : 'bottom') : undefined

function placeInside(box: Box, position: Position, spec: MarkSpec): Place {
  const inset = gap + (spec.label_offset ?? 0)
  const { x, y, width, height } = box
  if (position === 'bottom') return { x: x + width / 2, y: y + height - inset, align: 'center', baseline: 'bottom' }
  if (position === 'left') return { x: x + inset, y: y + height / 2, align: 'left', baseline: 'middle' }
  return placeAround(box, position, spec)
}

const isPosition = (name: string | undefined): name is Position => name !== undefined && Object.hasOwn(places, name)

/** How far text is set off from what lies below, in pixels to either side. */
const haloSize = 1.5

function styleOf(spec: MarkSpec, look: Look): Style {
  return {
    fill: spec.label_fill_color === undefined ? look.ink : look.resolve(spec.label_fill_color),
    fillOpacity: spec.label_fill_opacity,
    stroke: look.resolve(spec.label_stroke_color ?? look.surface),
    strokeOpacity: spec.label_stroke_opacity,
    strokeSize: spec.label_stroke_size ?? (spec.label_stroke_color === undefined ? haloSize * 2 : 1),
  }
}

/** Upon a fill only the outline that the author asks for would be seen as one. */
const withoutHalo = ({ label_stroke_color }: MarkSpec): Style => (label_stroke_color === undefined ? { stroke: undefined } : {})

/** Clockwise, in degrees; level for `none` and for what is no number. */
function rotationOf({ label_rotation }: MarkSpec): number {
  const degrees = Number(label_rotation)
  return Number.isFinite(degrees) ? degrees : 0
}

/** The same label, moved so that it does not leave the plot. */
function constrained(label: TextShape, box: Box, measure: Measure): TextShape {
  const outer = outerBox(label, measure)
  const dx = Math.max(0, box.x - outer.x) - Math.max(0, outer.x + outer.width - box.x - box.width)
  const dy = Math.max(0, box.y - outer.y) - Math.max(0, outer.y + outer.height - box.y - box.height)
  return { ...label, x: label.x + dx, y: label.y + dy }
}

const shares = { left: 0, center: 0.5, right: 1, top: 0, middle: 0.5, bottom: 1 } as const

/** The upright rectangle around a label. */
export function outerBox(label: TextShape, measure: Measure): Box {
  const { text, x, y, size, weight, align, baseline, rotation = 0 } = label
  const lines = text.split('\n')
  const width = Math.max(...lines.map((line) => measure(line, size, weight)))
  const height = size * 1.2 + (lines.length - 1) * lineHeightOf(label)
  const angle = (rotation * Math.PI) / 180
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const [left, top] = [-width * shares[align], -height * shares[baseline]]
  const corners = [[left, top], [left + width, top], [left, top + height], [left + width, top + height]] as const
  const xs = corners.map(([dx, dy]) => x + dx * cos - dy * sin)
  const ys = corners.map(([dx, dy]) => y + dx * sin + dy * cos)
  const [minX, minY] = [Math.min(...xs), Math.min(...ys)]
  return { x: minX, y: minY, width: Math.max(...xs) - minX, height: Math.max(...ys) - minY }
}

const overlaps = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
