import type { Align, Baseline, Box, Style, TextShape } from '../draw/shape.ts'
import type { MarkSpec } from '../grammar/spec.ts'
import type { Encoding, LabelSpot } from '../marks/encoding.ts'
import type { Look, Measure } from '../paint/look.ts'
import { contrasting } from '../scale/color.ts'

const defaultSize = 12
const gap = 4

/** What label goes with a row; nothing for rows without. */
type TextOf = (row: number) => string

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
    style: styleOf(spec, look),
  }
}

const alignments: Readonly<Record<string, Align>> = { left: 'left', start: 'left', center: 'center', right: 'right', end: 'right' }

interface Place {
  readonly x: number
  readonly y: number
  readonly align: Align
  readonly baseline: Baseline
}

type Position = 'top' | 'bottom' | 'middle' | 'left' | 'right'

/** Around a box, at a distance; or in its middle. */
const places: Readonly<Record<Position, (box: Box, offset: number) => Place>> = {
  top: ({ x, y, width }, offset) => ({ x: x + width / 2, y: y - offset, align: 'center', baseline: 'bottom' }),
  bottom: ({ x, y, width, height }, offset) => ({ x: x + width / 2, y: y + height + offset, align: 'center', baseline: 'top' }),
  middle: ({ x, y, width, height }) => ({ x: x + width / 2, y: y + height / 2, align: 'center', baseline: 'middle' }),
  left: ({ x, y, height }, offset) => ({ x: x - offset, y: y + height / 2, align: 'right', baseline: 'middle' }),
  right: ({ x, y, width, height }, offset) => ({ x: x + width + offset, y: y + height / 2, align: 'left', baseline: 'middle' }),
}

function placeLabel(encoding: Encoding, { row, box }: LabelSpot, text: string): TextShape {
  const { coord, layer, look, stack } = encoding
  const { spec } = layer
  const inside = !coord.isRect || stack !== undefined || layer.geometry === 'polygon'
  const usual: Position = inside ? 'middle' : coord.isSwapped ? 'right' : 'top'
  const position = isPosition(spec.label_position) ? spec.label_position : usual
  const label = labelText(spec, text, places[position](box, gap + (spec.label_offset ?? 0)), look)
  const isUponFill = position === 'middle' && spec.label_fill_color === undefined && filled.has(layer.geometry)
  if (!isUponFill) return label
  const fill = spec.fill_color === undefined ? encoding.colorOf(row) : look.resolve(spec.fill_color)
  return { ...label, style: { ...label.style, fill: contrasting(fill) } }
}

const filled: ReadonlySet<string> = new Set(['interval', 'polygon'])

const isPosition = (name: string | undefined): name is Position => name !== undefined && Object.hasOwn(places, name)

function styleOf(spec: MarkSpec, look: Look): Style {
  return {
    fill: spec.label_fill_color === undefined ? look.ink : look.resolve(spec.label_fill_color),
    fillOpacity: spec.label_fill_opacity,
    ...(spec.label_stroke_color !== undefined && {
      stroke: look.resolve(spec.label_stroke_color),
      strokeOpacity: spec.label_stroke_opacity,
      strokeSize: spec.label_stroke_size ?? 1,
    }),
  }
}

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
export function outerBox({ text, x, y, size, weight, align, baseline, rotation = 0 }: TextShape, measure: Measure): Box {
  const [width, height] = [measure(text, size, weight), size * 1.2]
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
