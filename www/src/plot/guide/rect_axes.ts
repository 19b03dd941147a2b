import { Path } from '../draw/path.ts'
import { tickTextSize, type Box, type Shape, type TextShape } from '../draw/shape.ts'
import type { Look, Measure } from '../paint/look.ts'
import type { PositionScale, Tick } from '../scale/position.ts'
import type { HeadRoom } from './head_room.ts'
import { fitLevel, fitUpright, type TickFit } from './tick_fit.ts'

/** What lies along one side of a plot with straight axes. */
export interface Side {
  readonly scale: PositionScale
  readonly title: string | undefined
  /** Does the axis have a field? An axis of nothing has no labels. */
  readonly isBound: boolean
  /** The axis that marks stand upon: it has a line, and the other has a grid. */
  readonly isKey: boolean
}

export interface Sides {
  readonly level: Side
  readonly upright: Side
}

/** Axes that know their room. */
export interface RectAxes {
  /** What is left for the marks. */
  readonly box: Box
  readonly level: TickFit
  readonly upright: TickFit
}

const labelGap = 8
const titleRoom = 22
const minTopRoom = 10
const sideRoom = 12
const tickLength = 4

/** Shares out the room between labels and marks; `beyond` is to stay free around the marks. */
export function layOutRect({ level, upright }: Sides, size: { width: number; height: number }, measure: Measure, beyond: HeadRoom): RectAxes {
  const topRoom = Math.min(size.height / 3, Math.max(minTopRoom, beyond.top))
  const levelGuess = size.height - topRoom - 30
  const upFit = fitOf(upright, () => fitUpright(upright.scale, { length: levelGuess, maxDepth: size.width * 0.35, measure }))
  const left = (upFit.ticks.length ? upFit.depth + labelGap : sideRoom) + (upright.title ? titleRoom : 0)
  const width = Math.max(1, size.width - left - sideRoom)
  const levelFit = fitOf(level, () => fitLevel(level.scale, { length: width, maxDepth: size.height * 0.35, measure }))
  const overhang = overhangOf(levelFit, width, measure)
  const bottom = (levelFit.ticks.length ? levelFit.depth + labelGap : sideRoom) + (level.title ? titleRoom : 0)
  const right = Math.min(size.width / 3, Math.max(sideRoom, overhang.right, beyond.right))
  const start = Math.max(left, overhang.left)
  const box = {
    x: start,
    y: topRoom,
    width: Math.max(1, size.width - start - right),
    height: Math.max(1, size.height - topRoom - bottom),
  }
  return { box, level: levelFit, upright: upFit }
}

/** The lines behind the marks, and the text around them. */
export function drawRect({ level, upright }: Sides, axes: RectAxes, look: Look): Shape[] {
  const { box } = axes
  const valueFit = level.isKey ? axes.upright : axes.level
  return [
    { kind: 'path', path: gridOf(box, valueFit.ticks, level.isKey), style: { stroke: look.grid, strokeSize: 1 } },
    { kind: 'path', path: baselineOf(box, level, upright, axes), style: { stroke: look.axis, strokeSize: 1 } },
    ...axes.upright.ticks.map((tick) => uprightLabel(tick, box, look)),
    ...axes.level.ticks.map((tick) => levelLabel(tick, axes.level, box, look)),
    ...titlesOf(level, upright, axes, look),
  ]
}

const nothing: TickFit = { ticks: [], rotation: 0, depth: 0 }

const fitOf = ({ isBound }: Side, fit: () => TickFit): TickFit => (isBound ? fit() : nothing)

/** How far the outermost labels stick out to the left and to the right. */
function overhangOf({ ticks, rotation }: TickFit, width: number, measure: Measure): { left: number; right: number } {
  const overhang = { left: 0, right: 0 }
  for (const { at, label } of ticks) {
    const half = measure(label, tickTextSize) / 2
    if (rotation === 0) overhang.right = Math.max(overhang.right, half - (1 - at) * width)
    else overhang.left = Math.max(overhang.left, half * 2 * Math.SQRT1_2 - at * width)
  }
  return overhang
}

/** On the border between two pixels a thin line would be blurred. */
const crisp = (pixel: number): number => Math.round(pixel - 0.5) + 0.5

function gridOf(box: Box, ticks: readonly Tick[], isLevel: boolean): Path {
  const grid = new Path()
  for (const { at } of ticks) {
    const pixel = crisp(isLevel ? box.y + box.height * (1 - at) : box.x + box.width * at)
    grid.moveTo(isLevel ? box.x : pixel, isLevel ? pixel : box.y)
    grid.lineTo(isLevel ? box.x + box.width : pixel, isLevel ? pixel : box.y + box.height)
  }
  return grid
}

/** The line that marks stand upon (at zero, if it is in view), and the ticks of a key that is not a list of names. */
function baselineOf(box: Box, level: Side, upright: Side, axes: RectAxes): Path {
  const line = new Path()
  const [key, value, fit] = level.isKey ? [level, upright, axes.level] : [upright, level, axes.upright]
  const base = value.isBound && value.scale.base > 0 && value.scale.base < 1 ? value.scale.base : 0
  if (level.isKey) {
    const y = crisp(box.y + box.height * (1 - base))
    line.moveTo(box.x, y)
    line.lineTo(box.x + box.width, y)
  } else {
    const x = crisp(box.x + box.width * base)
    line.moveTo(x, box.y)
    line.lineTo(x, box.y + box.height)
  }
  if (key.scale.kind !== 'discrete') for (const { at } of fit.ticks) tickMark(line, box, at, level.isKey)
  return line
}

function tickMark(line: Path, box: Box, at: number, isLevel: boolean): void {
  if (isLevel) {
    const x = crisp(box.x + box.width * at)
    line.moveTo(x, box.y + box.height)
    line.lineTo(x, box.y + box.height + tickLength)
  } else {
    const y = crisp(box.y + box.height * (1 - at))
    line.moveTo(box.x - tickLength, y)
    line.lineTo(box.x, y)
  }
}

const text = (label: string, look: Look): Pick<TextShape, 'kind' | 'text' | 'size' | 'style'> => ({
  kind: 'text',
  text: label,
  size: tickTextSize,
  style: { fill: look.muted },
})

const uprightLabel = ({ at, label }: Tick, box: Box, look: Look): TextShape => ({
  ...text(label, look),
  x: box.x - labelGap,
  y: box.y + box.height * (1 - at),
  align: 'right',
  baseline: 'middle',
})

const levelLabel = ({ at, label }: Tick, { rotation }: TickFit, box: Box, look: Look): TextShape => ({
  ...text(label, look),
  x: box.x + box.width * at + (rotation ? 4 : 0),
  y: box.y + box.height + labelGap,
  align: rotation ? 'right' : 'center',
  baseline: rotation ? 'middle' : 'top',
  rotation,
})

function titlesOf(level: Side, upright: Side, axes: RectAxes, look: Look): TextShape[] {
  const { box } = axes
  const titles: TextShape[] = []
  if (level.title) {
    const y = box.y + box.height + axes.level.depth + labelGap + titleRoom / 2 + 2
    titles.push({ ...text(level.title, look), x: box.x + box.width / 2, y, align: 'center', baseline: 'middle' })
  }
  if (upright.title) {
    const x = box.x - axes.upright.depth - labelGap - titleRoom / 2
    titles.push({ ...text(upright.title, look), x, y: box.y + box.height / 2, align: 'center', baseline: 'middle', rotation: -90 })
  }
  return titles
}
