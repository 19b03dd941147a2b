import { PathBatch } from '../draw/batch.ts'
import { at, pointsAt, type Mark, type Units } from './encoding.ts'
import { strokeStyle } from '../draw/style.ts'

const defaultSize = 1.5
/** How near to its middle an edge is met by the pointer, in pixels. */
const reach = 6

/** One straight line per row, from its first position to its second. */
export const edge: Mark = (encoding) => {
  const { colorOf, coord, key, layer, look, rowCount, sizeOf, value } = encoding
  const batch = new PathBatch()
  const [keys, values] = [endsOf(key), endsOf(value)]
  const rows: number[] = []
  const middles: [number, number][] = []
  for (let row = 0; row < rowCount; row++) {
    const [[key0, key1], [value0, value1]] = [keys(row), values(row)]
    if (Number.isNaN(key0 + key1 + value0 + value1)) continue
    const path = batch.of(colorOf(row))
    const [x0, y0, x1, y1] = [coord.x(key0, value0), coord.y(key0, value0), coord.x(key1, value1), coord.y(key1, value1)]
    path.moveTo(x0, y0)
    path.lineTo(x1, y1)
    rows.push(row)
    middles.push([(x0 + x1) / 2, (y0 + y1) / 2])
  }
  const x = Float64Array.from(middles, (middle) => middle[0])
  const y = Float64Array.from(middles, (middle) => middle[1])
  return {
    shapes: batch.shapes((color) => strokeStyle(layer.spec, color, look, sizeOf(0) ?? defaultSize)),
    targets: [pointsAt(encoding, { rows, x, y }, reach)],
    spots: layer.label ? rows.map((row, place) => ({ row, box: { x: at(x, place), y: at(y, place), width: 0, height: 0 } })) : [],
  }
}

/** Both ends along one dimension: `x0` to `x`, or `x1` to `x2`. */
const endsOf = (units: Units) => (row: number): readonly [number, number] =>
  units.low && units.high ? [at(units.low, row), at(units.high, row)] : [at(units.from ?? units.at, row), at(units.at, row)]
