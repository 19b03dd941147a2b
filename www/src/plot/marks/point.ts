import { isOpen, type SymbolName } from '../draw/symbol.ts'
import type { Style, SymbolsShape } from '../draw/shape.ts'
import { at, isInteractive, type Encoding, type LabelSpot, type Mark } from './encoding.ts'
import { fillStyle } from '../draw/style.ts'

const defaultRadius = 4
/** Points a little beyond the ends of an axis are still drawn: half of them sticks out anyway. */
const tolerance = 1e-6

/** One symbol per row. */
export const point: Mark = (encoding) => {
  const { layer, rowCount } = encoding
  const place = placer(encoding)
  const rows: number[] = []
  const numbers: number[] = []
  const groups = new Map<string, Group>()
  let group: Group | undefined
  for (let row = 0; row < rowCount; row++) {
    const spot = place(row)
    if (!spot) continue
    rows.push(row)
    numbers.push(spot[0], spot[1], spot[2])
    group = groupOf(groups, encoding, row, group)
    group.numbers.push(spot[0], spot[1], spot[2])
  }
  const [x, y, radius] = columnsOf(numbers)
  const spotOf = (row: number, index: number): LabelSpot => ({ row, box: boxAround(at(x, index), at(y, index), at(radius, index)) })
  return {
    shapes: [...groups.values()].map((group) => shapeOf(encoding, group)),
    targets: [{ kind: 'points', rows, x, y, radius, isInteractive: isInteractive(encoding) }],
    spots: layer.label ? rows.map(spotOf) : [],
  }
}

interface Group {
  readonly color: string
  readonly symbol: SymbolName
  /** x, y and radius of one point after the other. */
  readonly numbers: number[]
}

/** Where a row lies on screen and how large it is; nowhere when it is beyond the axes. */
function placer(encoding: Encoding): (row: number) => readonly [number, number, number] | undefined {
  const { coord, dodge, key, keyScale, sizeOf, value } = encoding
  const lane = dodge.count > 1 ? (keyScale.step * 0.8) / dodge.count : 0
  return (row) => {
    const along = (key.at ? at(key.at, row) : 0.5) + (dodge.laneOf(row) - (dodge.count - 1) / 2) * lane
    const across = value.at ? at(value.at, row) : 0.5
    if (!isWithin(along) || !isWithin(across)) return undefined
    return [coord.x(along, across), coord.y(along, across), sizeOf(row) ?? defaultRadius]
  }
}

const isWithin = (unit: number): boolean => unit >= -tolerance && unit <= 1 + tolerance

/** Neighbours mostly look the same: `last` is tried first. */
function groupOf(groups: Map<string, Group>, { colorOf, symbolOf }: Encoding, row: number, last: Group | undefined): Group {
  const [color, symbol] = [colorOf(row), symbolOf(row)]
  if (last?.color === color && last.symbol === symbol) return last
  const name = `${symbol} ${color}`
  let group = groups.get(name)
  if (!group) groups.set(name, (group = { color, symbol, numbers: [] }))
  return group
}

function shapeOf({ layer: { spec }, look }: Encoding, { color, symbol, numbers }: Group): SymbolsShape {
  const [x, y, radius] = columnsOf(numbers)
  const filled = fillStyle(spec, color, look, { fillOpacity: 0.2, stroke: color, strokeSize: 1.25 })
  const style: Style = isOpen(symbol) ? { ...filled, fill: undefined } : filled
  return { kind: 'symbols', symbol, x, y, radius, style }
}

function columnsOf(numbers: readonly number[]): readonly [x: Float64Array, y: Float64Array, radius: Float64Array] {
  const count = numbers.length / 3
  const [x, y, radius] = [new Float64Array(count), new Float64Array(count), new Float64Array(count)]
  for (let index = 0; index < count; index++) {
    x[index] = numbers[3 * index] ?? NaN
    y[index] = numbers[3 * index + 1] ?? NaN
    radius[index] = numbers[3 * index + 2] ?? NaN
  }
  return [x, y, radius]
}

const boxAround = (x: number, y: number, r: number): LabelSpot['box'] => ({ x: x - r, y: y - r, width: 2 * r, height: 2 * r })
