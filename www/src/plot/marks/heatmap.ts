import { colorRamp } from '../scale/color.ts'
import { at, pointsAt, type Mark } from './encoding.ts'

const radiusLimits = [6, 18] as const

/** Warm spots where the rows lie, hotter where many meet. */
export const heatmap: Mark = (encoding) => {
  const { coord, heatOf, key, layer, look, rowCount, sizeOf, value } = encoding
  const rows: number[] = []
  for (let row = 0; row < rowCount; row++) if (!Number.isNaN(at(key.at, row) + at(value.at, row))) rows.push(row)
  const x = Float64Array.from(rows, (row) => coord.x(at(key.at, row), at(value.at, row)))
  const y = Float64Array.from(rows, (row) => coord.y(at(key.at, row), at(value.at, row)))
  const room = Math.sqrt((coord.box.width * coord.box.height) / Math.max(1, rows.length))
  const radius = sizeOf(0) ?? Math.min(radiusLimits[1], Math.max(radiusLimits[0], room * 0.75))
  const weight = Float64Array.from(rows, heatOf)
  return {
    shapes: [{ kind: 'heat', x, y, weight, radius, colors: colorRamp(layer.spec.color_range, look) }],
    targets: [pointsAt(encoding, { rows, x, y }, radius / 2)],
    spots: [],
  }
}
