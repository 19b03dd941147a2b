import type { Cell } from '../coord/coord.ts'
import { exchanged } from '../draw/curve.ts'
import type { Path } from '../draw/path.ts'
import type { Style } from '../draw/shape.ts'
import { PathBatch } from '../draw/batch.ts'
import { boxOf, Cells } from './cells.ts'
import { at, type Encoding, type Mark } from './encoding.ts'
import { slotter } from './slot.ts'
import { fillStyle } from '../draw/style.ts'

const cornerRadius = 2
/** Corners of thinner bars stay sharp. */
const minRoundedWidth = 6

/** Bars that stand on their key and reach from one value to another: bar charts, histograms, pies, radial bars. */
export const interval: Mark = (encoding) => {
  const { coord, layer, look, rowCount, colorOf } = encoding
  const batch = new PathBatch()
  const cells = new Cells(encoding)
  const keysOf = isHistogram(encoding) ? binned(encoding) : slotter(encoding, roomFor(encoding))
  const valuesOf = reach(encoding)
  const rounded = coord.isRect && !encoding.stack && !isHistogram(encoding)
  for (let row = 0; row < rowCount; row++) {
    const [key0, key1] = keysOf(row)
    const [value0, value1] = valuesOf(row)
    if (!Number.isFinite(key0 + key1 + value0 + value1)) continue
    const cell = { key0, key1, value0: clamp(value0), value1: clamp(value1) }
    if (rounded) roundedBar(batch.of(colorOf(row)), encoding, cell)
    else coord.cell(batch.of(colorOf(row)), cell)
    cells.add(row, cell)
  }
  const seam: Style = coord.isRect && !isHistogram(encoding) ? {} : { stroke: look.surface, strokeSize: 1 }
  return {
    shapes: batch.shapes((color) => fillStyle(layer.spec, color, look, seam)),
    targets: [cells.target()],
    spots: cells.spots,
  }
}

const isHistogram = ({ key }: Encoding): boolean => key.low !== undefined && key.high !== undefined

const binned = ({ key }: Encoding) => (row: number) => [at(key.low, row), at(key.high, row)] as const

/** From which value to which a bar reaches. */
function reach({ stack, value, valueScale }: Encoding): (row: number) => readonly [number, number] {
  if (stack) return (row) => [at(stack.low, row), at(stack.high, row)]
  if (value.from) return (row) => [at(value.from, row), at(value.at, row)]
  if (value.low && value.high && !value.at) return (row) => [at(value.low, row), at(value.high, row)]
  return (row) => [valueScale.base, at(value.at, row)]
}

/** How much of its room a bar takes: slices of a pie all, bars less. */
function roomFor({ coord, dodge, key, keyScale, layer }: Encoding): { share: number; maxPixels: number } {
  if (!coord.isRect) {
    const isPie = !key.at || keyScale.step >= 1
    const isRose = !coord.isSwapped && layer.spec.coord !== 'helix'
    return { share: isPie || isRose ? 1 : 0.75, maxPixels: Infinity }
  }
  return { share: dodge.count > 1 ? 0.8 : 0.6, maxPixels: 64 }
}

/** A bar beyond the limits of the axis ends where the axis ends. */
const clamp = (unit: number): number => Math.min(1, Math.max(0, unit))

/** A bar whose far end has round corners. */
function roundedBar(path: Path, { coord }: Encoding, cell: Cell): void {
  const { x, y, width, height } = boxOf(coord, cell)
  const [start, thickness, length] = coord.isSwapped ? [y, height, width] : [x, width, height]
  if (thickness < minRoundedWidth || length < cornerRadius) return path.rect(x, y, width, height)
  const axis = coord.isSwapped ? coord.x : coord.y
  const [near, far] = [axis(cell.key0, cell.value0), axis(cell.key0, cell.value1)]
  const inner = far + Math.sign(near - far) * cornerRadius
  const end = start + thickness
  const sink = coord.isSwapped ? exchanged(path) : path
  sink.moveTo(start, near)
  sink.lineTo(start, inner)
  sink.quadraticCurveTo(start, far, start + cornerRadius, far)
  sink.lineTo(end - cornerRadius, far)
  sink.quadraticCurveTo(end, far, end, inner)
  sink.lineTo(end, near)
  sink.closePath()
}
