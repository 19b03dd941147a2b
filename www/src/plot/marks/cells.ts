import type { Cell, Coord } from '../coord/coord.ts'
import type { Box } from '../draw/shape.ts'
import { isInteractive, type Encoding, type LabelSpot } from './encoding.ts'
import type { CellTarget } from '../reader/target.ts'

/** Gathers the cells of a layer: as targets of the pointer, and as places for labels. */
export class Cells {
  readonly spots: LabelSpot[] = []
  readonly #rows: number[] = []
  readonly #cells: Cell[] = []

  constructor(readonly encoding: Encoding) {}

  add(row: number, cell: Cell): void {
    this.#rows.push(row)
    this.#cells.push(cell)
    if (this.encoding.layer.label) this.spots.push({ row, box: boxOf(this.encoding.coord, cell) })
  }

  target(): CellTarget {
    const column = (read: (cell: Cell) => number): Float64Array => Float64Array.from(this.#cells, read)
    return {
      kind: 'cells',
      rows: this.#rows,
      isInteractive: isInteractive(this.encoding),
      key0: column((cell) => Math.min(cell.key0, cell.key1)),
      key1: column((cell) => Math.max(cell.key0, cell.key1)),
      value0: column((cell) => Math.min(cell.value0, cell.value1)),
      value1: column((cell) => Math.max(cell.value0, cell.value1)),
    }
  }
}

/** The rectangle of a cell; where axes are round, a spot in its middle. */
export function boxOf(coord: Coord, { key0, key1, value0, value1 }: Cell): Box {
  if (!coord.isRect) {
    const [key, value] = [(key0 + key1) / 2, (value0 + value1) / 2]
    return { x: coord.x(key, value), y: coord.y(key, value), width: 0, height: 0 }
  }
  const [x0, x1] = [coord.x(key0, value0), coord.x(key1, value1)]
  const [y0, y1] = [coord.y(key0, value0), coord.y(key1, value1)]
  return { x: Math.min(x0, x1), y: Math.min(y0, y1), width: Math.abs(x1 - x0), height: Math.abs(y1 - y0) }
}
