import { line as lineThrough } from 'd3-shape'
import { ordered, seriesOf, type Series } from '../arrange/series.ts'
import { thin } from '../arrange/thin.ts'
import { Path } from '../draw/path.ts'
import { asContext, closedCurveOf, curveOf, exchanged, freeCurveOf } from '../draw/curve.ts'
import { at, isInteractive, type Drawing, type Encoding, type LabelSpot, type Mark } from './encoding.ts'
import { strokeStyle } from '../draw/style.ts'
import type { SeriesTarget } from '../reader/target.ts'

const defaultSize = 2

/** One line per series, through its rows in the order of their keys. */
export const line: Mark = (encoding) => drawLines(encoding, true)

/** One line per series, through its rows in the order in which they come. */
export const path: Mark = (encoding) => drawLines(encoding, false)

/** Points on screen, one per row of a series. */
export interface Trace {
  readonly rows: readonly number[]
  readonly x: Float64Array
  readonly y: Float64Array
}

/** Where the rows of a series lie on screen. */
export function trace({ coord, key }: Encoding, { rows }: Series, values: Float64Array | undefined): Trace {
  const x = new Float64Array(rows.length)
  const y = new Float64Array(rows.length)
  rows.forEach((row, place) => {
    const [keyUnit, valueUnit] = [at(key.at, row), at(values, row)]
    x[place] = coord.x(keyUnit, valueUnit)
    y[place] = Number.isNaN(keyUnit + valueUnit) ? NaN : coord.y(keyUnit, valueUnit)
  })
  return { rows, x, y }
}

export const isPlaced = ({ x, y }: Trace, place: number): boolean => !Number.isNaN((x[place] ?? NaN) + (y[place] ?? NaN))

/** Places for the labels of a trace. */
export const spotsOf = (encoding: Encoding, points: Trace): LabelSpot[] =>
  encoding.layer.label
    ? points.rows.flatMap((row, place) =>
        isPlaced(points, place) ? [{ row, box: { x: at(points.x, place), y: at(points.y, place), width: 0, height: 0 } }] : [],
      )
    : []

function drawLines(encoding: Encoding, inOrder: boolean): Drawing {
  const { layer, look, colorOf, sizeOf, stack, value } = encoding
  const drawing: Drawing = { shapes: [], targets: [], spots: [] }
  for (const unordered of seriesOf(encoding.rowCount, encoding.groups)) {
    const series = inOrder && encoding.key.at ? ordered(unordered, encoding.key.at) : unordered
    const first = series.rows[0]
    if (first === undefined) continue
    const points = trace(encoding, series, stack?.high ?? value.at)
    const style = strokeStyle(layer.spec, colorOf(first), look, sizeOf(first) ?? defaultSize)
    drawing.shapes.push({ kind: 'path', path: outlineOf(encoding, points, inOrder), style, clipped: true })
    drawing.targets.push(targetOf(encoding, points))
    drawing.spots.push(...spotsOf(encoding, points))
  }
  return drawing
}

const targetOf = (encoding: Encoding, points: Trace): SeriesTarget => ({ kind: 'series', ...points, isInteractive: isInteractive(encoding) })

function outlineOf({ coord, layer }: Encoding, points: Trace, inOrder: boolean): Path {
  const outline = new Path()
  const { curve } = layer.spec
  const isPlain = !curve || curve === 'none'
  const swap = inOrder && coord.isRect && coord.isSwapped
  const [along, across] = swap ? [points.y, points.x] : [points.x, points.y]
  const factory = coord.isRect && inOrder ? curveOf(curve) : coord.isClosed && inOrder ? closedCurveOf(curve) : freeCurveOf(curve)
  const places = inOrder && coord.isRect && isPlain ? thin(along, across) : Uint32Array.from(points.rows, (_, place) => place)
  lineThrough<number>()
    .x((place) => at(along, place))
    .y((place) => at(across, place))
    .defined((place) => isPlaced(points, place))
    .curve(factory)
    .context(asContext(swap ? exchanged(outline) : outline))(places as unknown as Iterable<number>)
  return outline
}
