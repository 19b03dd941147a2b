import { dodge } from './arrange/dodge.ts'
import { stack, type Stack } from './arrange/stack.ts'
import type { Plan } from './axes.ts'
import type { Coord } from './coord/coord.ts'
import { fieldOf, literalOf, type Channel } from './grammar/channel.ts'
import type { GeometryLayer, Layer, Positions } from './grammar/layer.ts'
import type { Table } from './grammar/table.ts'
import type { Encoding, Units } from './marks/encoding.ts'
import type { Look } from './paint/look.ts'
import { numberOf } from './scale/cell.ts'
import { colorScale, type ColorScale } from './scale/color.ts'
import type { PositionScale } from './scale/position.ts'
import { shapeScale, symbolOf, type ShapeScale } from './scale/shape.ts'
import { sizeScale, type SizeScale } from './scale/size.ts'

/** The scales of a layer that are not positions; made from all rows, also those that a reader has hidden. */
export interface Palette {
  readonly color: ColorScale | undefined
  readonly shape: ShapeScale | undefined
  readonly size: SizeScale | undefined
}

export function paletteOf(layer: GeometryLayer, table: Table, look: Look): Palette {
  const { spec } = layer
  const [color, shape, size] = [layer.color, layer.shape, layer.size].map((channel) => columnOf(channel, table))
  return {
    color: color && colorScale(color, { range: spec.color_range, domain: spec.color_domain }, look),
    shape: shape && shapeScale(shape, spec.shape_range),
    size: size && sizeScale(size, spec.size_range),
  }
}

/** The stacks of the layers that have them, as values. */
export function stacksOf(plan: Plan, table: Table): Map<Layer, Stack> {
  const stacks = new Map<Layer, Stack>()
  for (const layer of plan.layers) {
    const values = layer.kind === 'geometry' && layer.stacked ? columnOf(layer.value.at, table) : undefined
    if (layer.kind !== 'geometry' || !values) continue
    const keys = columnOf(layer.key.at, table)
    const lanes = columnOf(layer.dodge, table)
    const pileOf = (row: number): unknown => (lanes ? `${String(keys?.[row])} ${String(lanes[row])}` : keys?.[row])
    // Upright piles read like their legend, from top to bottom; those that grow to the right or around from the start.
    const reversed = !plan.isTransposed && plan.coord !== 'theta'
    stacks.set(layer, stack(Float64Array.from(values, numberOf), pileOf, reversed))
  }
  return stacks
}

export interface Surroundings {
  readonly table: Table
  readonly coord: Coord
  readonly look: Look
  readonly key: PositionScale
  readonly value: PositionScale
  readonly palette: Palette
  readonly stack: Stack | undefined
}

/** Turns the fields of a layer into units, colours, symbols and sizes. */
export function encode(layer: GeometryLayer, surroundings: Surroundings): Encoding {
  const { table, coord, look, key, value, stack: values } = surroundings
  return {
    layer,
    rowCount: table.length,
    coord,
    look,
    keyScale: key,
    valueScale: value,
    key: unitsOf(layer.key, key, table),
    value: unitsOf(layer.value, value, table),
    stack: values && { low: values.low.map((end) => value.at(end)), high: values.high.map((end) => value.at(end)) },
    dodge: dodge(columnOf(layer.dodge, table)),
    groups: [layer.color, layer.shape, layer.dodge].flatMap((channel) => groupColumn(channel, table)),
    ...looksOf(layer, surroundings),
  }
}

type Looks = Pick<Encoding, 'colorOf' | 'symbolOf' | 'sizeOf' | 'heatOf'>

function looksOf(layer: GeometryLayer, { table, look, palette: { color, shape, size } }: Surroundings): Looks {
  const [colors, shapes, sizes] = [layer.color, layer.shape, layer.size].map((channel) => columnOf(channel, table))
  const plainColor = look.resolve(String(literalOf(layer.color) ?? look.primary))
  const plainSymbol = symbolOf(literalOf(layer.shape))
  const plainSize = positive(numberOf(literalOf(layer.size)))
  const [low, high] = color?.kind === 'gradient' ? color.domain : [0, 1]
  return {
    colorOf: color && colors ? (row) => color.at(colors[row]) : () => plainColor,
    symbolOf: shape && shapes ? (row) => shape.at(shapes[row]) : () => plainSymbol,
    sizeOf: size && sizes ? (row) => size.at(sizes[row]) : () => plainSize,
    heatOf: color?.kind === 'gradient' && colors ? (row) => (numberOf(colors[row]) - low) / (high - low || 1) : () => evenHeat,
  }
}

/** How much one row of many warms up a heat map. */
const evenHeat = 0.2

const positive = (number: number): number | undefined => (number >= 0 ? number : undefined)

/** A field that parts rows into series: one of names, not a number that gives each point a colour of its own. */
function groupColumn(channel: Channel | undefined, table: Table): (readonly unknown[])[] {
  const column = columnOf(channel, table)
  return column && typeof column.find((cell) => cell !== null && cell !== undefined) !== 'number' ? [column] : []
}

export function columnOf(channel: Channel | undefined, table: Table): readonly unknown[] | undefined {
  const field = fieldOf(channel)
  return field === undefined ? undefined : table.column(field)
}

/** A loop, because `Float64Array.from` takes several times as long, at every frame of a live plot. */
function unitsOfColumn(column: readonly unknown[], scale: PositionScale): Float64Array {
  const units = new Float64Array(column.length)
  for (let row = 0; row < units.length; row++) units[row] = scale.at(column[row])
  return units
}

function unitsOf(positions: Positions, scale: PositionScale, table: Table): Units {
  const read = (channel: Channel | undefined): Float64Array | undefined => {
    const column = columnOf(channel, table)
    if (column) return unitsOfColumn(column, scale)
    const literal = literalOf(channel)
    return literal === undefined ? undefined : new Float64Array(table.length).fill(scale.at(literal))
  }
  return {
    at: read(positions.at),
    from: read(positions.from),
    low: read(positions.low),
    high: read(positions.high),
    q1: read(positions.q1),
    q2: read(positions.q2),
    q3: read(positions.q3),
  }
}
