import { isRectName } from './coord/coord.ts'
import { literalOf, type Channel, type FieldChannel } from './grammar/channel.ts'
import { boundPositions, swapDimensions, type AnnotationLayer, type Dimension, type GeometryLayer, type Layer } from './grammar/layer.ts'
import type { MarkSpec } from './grammar/spec.ts'
import type { Table } from './grammar/table.ts'
import { roomy, rooted } from './marks/table.ts'
import { axisKind } from './scale/axis_kind.ts'
import { distinct, numberOf, timeOf } from './scale/cell.ts'
import { continuousScale, timeScale } from './scale/continuous.ts'
import { discreteScale } from './scale/discrete.ts'
import type { AxisKind, PositionScale } from './scale/position.ts'
import type { Stack } from './arrange/stack.ts'

/** What the layers of a plot say together about one of its axes. */
export interface AxisPlan {
  readonly dimension: Dimension
  readonly kind: AxisKind
  readonly title: string | undefined
  readonly scale: string | undefined
  readonly min: number | undefined
  readonly max: number | undefined
  readonly nice: boolean | undefined
  readonly format: ((value: unknown) => string) | undefined
}

/** The layers with their keys and values told apart, and the plan of both axes. */
export interface Plan {
  readonly layers: readonly Layer[]
  /** The key runs upwards: horizontal bars. */
  readonly isTransposed: boolean
  readonly key: AxisPlan
  readonly value: AxisPlan
  readonly coord: string | undefined
}

type AxisName = 'x' | 'y'

/** Finds out which dimension is the key. A plot of numbers over names lies on its side. */
export function planAxes(layers: readonly Layer[], table: Table): Plan {
  const x = planAxis(layers, table, 'x')
  const y = planAxis(layers, table, 'y')
  const isTransposed = (x.kind !== 'discrete' && y.kind === 'discrete' && isDrawn(layers)) || layers.some(isSidewaysHistogram)
  const coord = layers.find((layer) => layer.spec.coord !== undefined)?.spec.coord
  if (!isTransposed) return { layers, isTransposed, key: x, value: y, coord }
  return { layers: layers.map(swapDimensions), isTransposed, key: { ...y, dimension: 'key' }, value: { ...x, dimension: 'value' }, coord }
}

export interface ScaleInput {
  readonly table: Table
  /** In place of the values of the layers that have them. */
  readonly stacks: ReadonlyMap<Layer, Stack>
  /** About so many ticks. */
  readonly tickCount: number
}

/** Builds the scale of an axis from everything that has to find room on it. */
export function scaleOf(plan: Plan, axis: AxisPlan, { table, stacks, tickCount }: ScaleInput): PositionScale {
  if (axis.kind === 'discrete') return discreteScale(distinct(cellsAlong(plan.layers, table, axis.dimension)), axis)
  const read = axis.kind === 'time' ? timeOf : numberOf
  const numbers: number[] = []
  for (const layer of plan.layers) gather(numbers, layer, { axis, table, read, stack: stacks.get(layer) })
  const padded = plan.layers.some((layer) => layer.kind === 'geometry' && roomy[axis.dimension].has(layer.geometry) && !isBinned(layer))
  const make = axis.kind === 'time' ? timeScale : continuousScale
  return make(numbers, { ...axis, padded, tickCount, nice: axis.nice ?? rounding(plan, axis) })
}

function planAxis(layers: readonly Layer[], table: Table, name: AxisName): AxisPlan {
  const dimension = name === 'x' ? 'key' : 'value'
  const said = <T>(read: (spec: MarkSpec) => T | undefined): T | undefined =>
    layers.map((layer) => read(layer.spec)).find((value) => value !== undefined)
  const scale = said((spec) => spec[`${name}_scale`])
  const kind = axisKind(scale, cellsAlong(layers, table, dimension))
  return {
    dimension,
    kind,
    scale,
    title: said((spec) => spec[`${name}_title`]),
    min: finite(said((spec) => spec[`${name}_min`])),
    max: finite(said((spec) => spec[`${name}_max`])),
    nice: said((spec) => spec[`${name}_nice`]),
    format: layers.flatMap((layer) => boundPositions(layer[dimension])).find(hasFormat)?.format,
  }
}

function* cellsAlong(layers: readonly Layer[], table: Table, dimension: Dimension): Iterable<unknown> {
  for (const layer of layers) for (const { field } of boundPositions(layer[dimension])) yield* table.column(field) ?? []
}

interface Gathering {
  readonly axis: AxisPlan
  readonly table: Table
  readonly read: (value: unknown) => number
  readonly stack: Stack | undefined
}

function gather(numbers: number[], layer: Layer, { axis, table, read, stack }: Gathering): void {
  const positions = layer[axis.dimension]
  if (layer.kind === 'annotation') return gatherLiterals(numbers, layer, axis, read)
  if (axis.dimension === 'value' && stack) {
    for (const ends of [stack.low, stack.high]) for (const end of ends) numbers.push(end)
  } else {
    for (const { field } of boundPositions(positions)) for (const cell of table.column(field) ?? []) numbers.push(read(cell))
  }
  if (axis.dimension === 'value' && isRooted(layer) && axis.kind === 'continuous' && axis.scale !== 'log') numbers.push(0)
}

/** An annotation beyond the data makes the axis longer, or nobody would see it. */
function gatherLiterals(numbers: number[], { key, value }: AnnotationLayer, axis: AxisPlan, read: (value: unknown) => number): void {
  const { at, from } = axis.dimension === 'key' ? key : value
  for (const literal of [at, from].map(literalOf)) if (literal !== undefined) numbers.push(read(literal))
}

/** Bars and areas that begin nowhere in particular begin at zero. */
function isRooted(layer: GeometryLayer): boolean {
  const { from, low, at } = layer.value
  return rooted.has(layer.geometry) && !from && !(low && !at)
}

/** Axes begin and end at round numbers; but times where the data does, and values in a circle, which has no room to spare, end so. */
function rounding(plan: Plan, axis: AxisPlan): boolean | 'low' {
  if (axis.kind === 'time') return false
  return isRectName(plan.coord) || axis.dimension === 'key' ? true : 'low'
}

const isBinned = ({ key }: GeometryLayer): boolean => key.low !== undefined && key.high !== undefined

const isDrawn = (layers: readonly Layer[]): boolean => layers.some((layer) => layer.kind === 'geometry')

const isSidewaysHistogram = (layer: Layer): boolean =>
  layer.kind === 'geometry' &&
  layer.geometry === 'interval' &&
  [layer.value.low, layer.value.high, layer.key.at].every(isField) &&
  !isField(layer.value.at)

const isField = (channel: Channel | undefined): boolean => channel?.kind === 'field'

const hasFormat = (channel: FieldChannel): boolean => channel.format !== undefined

const finite = (number: unknown): number | undefined => (typeof number === 'number' && Number.isFinite(number) ? number : undefined)
