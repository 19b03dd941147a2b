import { PathBatch } from '../draw/batch.ts'
import { Cells } from './cells.ts'
import { at, type Mark } from './encoding.ts'
import { fillStyle } from '../draw/style.ts'

/** One cell per row, as wide as the room of its key and as high as the room of its value. */
export const polygon: Mark = (encoding) => {
  const { coord, key, keyScale, layer, look, rowCount, value, valueScale } = encoding
  const batch = new PathBatch()
  const cells = new Cells(encoding)
  const [keyRoom, valueRoom] = [keyScale.step || 1, valueScale.step || 1]
  for (let row = 0; row < rowCount; row++) {
    const [along, across] = [at(key.at, row), at(value.at, row)]
    if (Number.isNaN(along + across)) continue
    const cell = {
      key0: along - keyRoom / 2,
      key1: along + keyRoom / 2,
      value0: across - valueRoom / 2,
      value1: across + valueRoom / 2,
    }
    coord.cell(batch.of(encoding.colorOf(row)), cell)
    cells.add(row, cell)
  }
  return {
    shapes: batch.shapes((color) => fillStyle(layer.spec, color, look, { stroke: look.surface, strokeSize: 1 })),
    targets: [cells.target()],
    spots: cells.spots,
  }
}
