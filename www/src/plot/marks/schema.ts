import type { Path } from '../draw/path.ts'
import { PathBatch } from '../draw/batch.ts'
import { Cells } from './cells.ts'
import { at, type Encoding, type Mark } from './encoding.ts'
import { slotter } from './slot.ts'
import { fillStyle, strokeStyle } from '../draw/style.ts'

const whiskerSize = 1.5
const medianSize = 2.5

/** One box per row: its quartiles, with whiskers to its lowest and highest value. */
export const schema: Mark = (encoding) => {
  const { colorOf, coord, layer, look, rowCount, value } = encoding
  const [whiskers, boxes, medians] = [new PathBatch(), new PathBatch(), new PathBatch()]
  const cells = new Cells(encoding)
  const slotOf = slotter(encoding, { share: 0.5, maxPixels: 48 })
  for (let row = 0; row < rowCount; row++) {
    const [key0, key1] = slotOf(row)
    const [low, q1, q2, q3, high] = [at(value.low, row), at(value.q1, row), at(value.q2, row), at(value.q3, row), at(value.high, row)]
    if (Number.isNaN(key0 + low + q1 + q2 + q3 + high)) continue
    const [middle, color] = [(key0 + key1) / 2, colorOf(row)]
    const [inner0, inner1] = [key0 + (key1 - key0) / 4, key1 - (key1 - key0) / 4]
    const whisker = whiskers.of(color)
    segment(whisker, encoding, middle, low, middle, q1)
    segment(whisker, encoding, middle, q3, middle, high)
    segment(whisker, encoding, inner0, low, inner1, low)
    segment(whisker, encoding, inner0, high, inner1, high)
    coord.cell(boxes.of(color), { key0, key1, value0: q1, value1: q3 })
    segment(medians.of(color), encoding, key0, q2, key1, q2)
    cells.add(row, { key0, key1, value0: low, value1: high })
  }
  // A colour that the author chose for the box is shown as it is.
  const fillOpacity = layer.spec.fill_color === undefined ? 0.2 : 1
  return {
    shapes: [
      ...whiskers.shapes((color) => strokeStyle(layer.spec, color, look, whiskerSize)),
      ...boxes.shapes((color) => fillStyle(layer.spec, color, look, { fillOpacity, stroke: color, strokeSize: whiskerSize })),
      ...medians.shapes((color) => ({ ...strokeStyle(layer.spec, color, look, medianSize), dash: undefined })),
    ],
    targets: [cells.target()],
    spots: cells.spots,
  }
}

function segment(path: Path, { coord }: Encoding, key0: number, value0: number, key1: number, value1: number): void {
  path.moveTo(coord.x(key0, value0), coord.y(key0, value0))
  path.lineTo(coord.x(key1, value1), coord.y(key1, value1))
}
