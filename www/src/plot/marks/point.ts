import { isOpen, type SymbolName } from '../draw/symbol.ts'
import type { Style, SymbolsShape } from '../draw/shape.ts'
import { at, isInteractive, type Encoding, type LabelSpot, type Mark } from './encoding.ts'
import { fillStyle } from '../draw/style.ts'

const defaultRadius = 4
/** Points a little beyond the ends of an axis are still drawn: half of them sticks out anyway. */
const tolerance = 1e-6

/** One symbol per row. */
export const point: Mark = (encoding) => {
  const { layer } = encoding
  const points = place(encoding)
  const { rows, x, y, radius } = points
  const spotOf = (row: number, index: number): LabelSpot => ({ row, box: boxAround(at(x, index), at(y, index), at(radius, index)) })
  return {
    shapes: groupsOf(encoding, points).map((group) => shapeOf(encoding, group)),
    targets: [{ kind: 'points', rows, x, y, radius, isInteractive: isInteractive(encoding) }],
    spots: layer.label ? rows.map(spotOf) : [],
  }
}

interface Points {
  readonly rows: readonly number[]
  readonly x: Float64Array
  readonly y: Float64Array
  readonly radius: Float64Array
}

/** Where rows lie on screen and how large they are; those beyond the axes are left out. Loops, at every frame of a live plot. */
function place({ coord, dodge, key, keyScale, rowCount, sizeOf, value }: Encoding): Points {
  const lane = dodge.count > 1 ? (keyScale.step * 0.8) / dodge.count : 0
  const rows: number[] = []
  const [x, y, radius] = [new Float64Array(rowCount), new Float64Array(rowCount), new Float64Array(rowCount)]
  let count = 0
  for (let row = 0; row < rowCount; row++) {
    let along = key.at ? at(key.at, row) : 0.5
    if (lane) along += (dodge.laneOf(row) - (dodge.count - 1) / 2) * lane
    const across = value.at ? at(value.at, row) : 0.5
    if (!isWithin(along) || !isWithin(across)) continue
    x[count] = coord.x(along, across)
    y[count] = coord.y(along, across)
    radius[count] = sizeOf(row) ?? defaultRadius
    rows[count++] = row
  }
  return { rows, x: x.subarray(0, count), y: y.subarray(0, count), radius: radius.subarray(0, count) }
}

const isWithin = (unit: number): boolean => unit >= -tolerance && unit <= 1 + tolerance

/** Points of one look. */
interface Group extends Omit<Points, 'rows'> {
  readonly color: string
  readonly symbol: SymbolName
}

/** Points of one look are painted together. */
function groupsOf({ colorOf, layer, symbolOf }: Encoding, points: Points): Group[] {
  const { rows, x, y, radius } = points
  const [first] = rows
  if (first === undefined) return []
  const differ = layer.color?.kind === 'field' || layer.shape?.kind === 'field'
  if (!differ) return [{ color: colorOf(first), symbol: symbolOf(first), x, y, radius }]
  const looks = new Map<string, { color: string; symbol: SymbolName; places: number[] }>()
  rows.forEach((row, place) => {
    const [color, symbol] = [colorOf(row), symbolOf(row)]
    const name = `${symbol} ${color}`
    const look = looks.get(name)
    if (look) look.places.push(place)
    else looks.set(name, { color, symbol, places: [place] })
  })
  const pick = (numbers: Float64Array, places: readonly number[]): Float64Array => Float64Array.from(places, (place) => at(numbers, place))
  return [...looks.values()].map(({ color, symbol, places }) => ({
    color,
    symbol,
    x: pick(x, places),
    y: pick(y, places),
    radius: pick(radius, places),
  }))
}

function shapeOf({ layer: { spec }, look }: Encoding, { color, symbol, x, y, radius }: Group): SymbolsShape {
  const filled = fillStyle(spec, color, look, { fillOpacity: 0.2, stroke: color, strokeSize: 1.25 })
  const style: Style = isOpen(symbol) ? { ...filled, fill: undefined } : filled
  return { kind: 'symbols', symbol, x, y, radius, style }
}

const boxAround = (x: number, y: number, r: number): LabelSpot['box'] => ({ x: x - r, y: y - r, width: 2 * r, height: 2 * r })
