import type { Coord } from '../coord/coord.ts'
import { Path } from '../draw/path.ts'
import { tickTextSize, type Box, type Shape, type TextShape } from '../draw/shape.ts'
import type { Look, Measure } from '../paint/look.ts'
import type { PositionScale, Tick } from '../scale/position.ts'
import { ellipsis } from './ellipsis.ts'

/** The axes of a plot in which angles matter. */
export interface RoundAxes {
  readonly box: Box
  /** Labels around the circle. */
  readonly around: readonly Tick[]
  /** Labels from the middle outwards. */
  readonly outwards: readonly Tick[]
}

export interface RoundSides {
  readonly around: PositionScale | undefined
  readonly outwards: PositionScale | undefined
}

const gap = 8
const margin = 6
const lineHeight = 14
const maxAround = 24
/** Labels on the way outwards closer together than that many pixels would hide what is between them. */
const ringSpacing = 18
const maxLabelWidth = 96
const noTicks: readonly Tick[] = []

/** Shares out the room between labels and marks. A scale that is not given has no labels. */
export function layOutRound({ around, outwards }: RoundSides, size: { width: number; height: number }, measure: Measure): RoundAxes {
  const labels = around ? aroundTicks(around, measure) : noTicks
  const widest = labels.reduce((width, { label }) => Math.max(width, measure(label, tickTextSize)), 0)
  const [dx, dy] = labels.length ? [widest + gap + margin, lineHeight + gap] : [margin, margin]
  const box = { x: dx, y: dy, width: Math.max(1, size.width - 2 * dx), height: Math.max(1, size.height - 2 * dy) }
  const radius = Math.min(box.width, box.height) / 2
  return { box, around: labels, outwards: outwards ? outwardsTicks(outwards, radius) : noTicks }
}

/** Circles and spokes behind the marks. */
export function drawRoundGrid(axes: RoundAxes, coord: Coord, look: Look): Shape[] {
  const grid = new Path()
  const rings = coord.isSwapped ? noTicks : axes.outwards
  for (const { at } of rings) circle(grid, axes.box, at)
  const spokes = coord.isSwapped ? noTicks : axes.around
  for (const { at } of spokes) {
    grid.moveTo(pointAt(coord, at, 0).x, pointAt(coord, at, 0).y)
    grid.lineTo(pointAt(coord, at, 1).x, pointAt(coord, at, 1).y)
  }
  return grid.isEmpty ? [] : [{ kind: 'path', path: grid, style: { stroke: look.grid, strokeSize: 1 } }]
}

/** The text around and inside the circle, upon the marks. */
export function drawRoundLabels(axes: RoundAxes, coord: Coord, look: Look): TextShape[] {
  const radius = Math.min(axes.box.width, axes.box.height) / 2
  const top = coord.isSwapped ? 0 : (axes.around[0]?.at ?? 0)
  const around = axes.around.map(({ at, label }): TextShape => {
    const { x, y } = pointAt(coord, at, 1 + gap / Math.max(1, radius))
    const [dx, dy] = [x - (axes.box.x + axes.box.width / 2), y - (axes.box.y + axes.box.height / 2)]
    const isLevel = Math.abs(dy) < radius * 0.95
    return {
      ...plain(label, look),
      x,
      y,
      align: Math.abs(dx) < 2 ? 'center' : dx > 0 ? 'left' : 'right',
      baseline: isLevel ? 'middle' : dy > 0 ? 'top' : 'bottom',
    }
  })
  const outwards = axes.outwards.map(({ at, label }): TextShape => {
    const { x, y } = pointAt(coord, top, at)
    // Marks may lie below.
    const style = { fill: look.muted, stroke: look.surface, strokeSize: 4 }
    return { ...plain(label, look), x: x - 4, y, align: 'right', baseline: 'middle', style }
  })
  return [...around, ...outwards]
}

const plain = (label: string, look: Look): Pick<TextShape, 'kind' | 'text' | 'size' | 'style'> => ({
  kind: 'text',
  text: label,
  size: tickTextSize,
  style: { fill: look.muted },
})

/** A place given by how far around and how far outwards it lies. */
const pointAt = (coord: Coord, around: number, outwards: number): { x: number; y: number } => {
  const [key, value] = coord.isSwapped ? [outwards, around] : [around, outwards]
  return { x: coord.x(key, value), y: coord.y(key, value) }
}

function circle(path: Path, box: Box, at: number): void {
  const [cx, cy, radius] = [box.x + box.width / 2, box.y + box.height / 2, (at * Math.min(box.width, box.height)) / 2]
  if (radius <= 0) return
  path.moveTo(cx + radius, cy)
  path.arc(cx, cy, radius, 0, 2 * Math.PI)
}

function aroundTicks(scale: PositionScale, measure: Measure): Tick[] {
  const ticks = scale.ticks()
  const every = Math.ceil(ticks.length / maxAround)
  return ticks
    // The end of a circle is its beginning.
    .filter((tick, place) => place % every === 0 && tick.at < 1 - 1e-6)
    .map((tick) => ({ ...tick, label: ellipsis(tick.label, maxLabelWidth, tickTextSize, measure) }))
}

function outwardsTicks(scale: PositionScale, radius: number): Tick[] {
  const ticks = scale.ticks()
  const spacing = (ticks[1]?.at ?? 1) * radius - (ticks[0]?.at ?? 0) * radius
  const every = Math.max(1, Math.ceil(ringSpacing / Math.max(1, spacing)))
  // Counted from the outermost, whose ring ends the plot.
  return ticks.filter((tick, place) => (ticks.length - 1 - place) % every === 0 && (tick.at > 1e-6 || scale.kind === 'discrete'))
}
