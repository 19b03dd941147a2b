import { area as areaBetween } from 'd3-shape'
import { ordered, seriesOf } from '../arrange/series.ts'
import { Path } from '../draw/path.ts'
import { asContext, curveOf, exchanged } from '../draw/curve.ts'
import { at, isInteractive, type Drawing, type Encoding, type Mark } from './encoding.ts'
import { isPlaced, spotsOf, trace, type Trace } from './line.ts'
import { fillStyle } from '../draw/style.ts'

const defaultOpacity = { alone: 0.25, stacked: 0.65 }

/** One area per series, between two values of each of its rows. */
export const area: Mark = (encoding) => {
  const { key, layer, look, colorOf, stack } = encoding
  const drawing: Drawing = { shapes: [], targets: [], spots: [] }
  const fillOpacity = defaultOpacity[stack ? 'stacked' : 'alone']
  for (const unordered of seriesOf(encoding.rowCount, encoding.groups)) {
    const series = key.at ? ordered(unordered, key.at) : unordered
    const first = series.rows[0]
    if (first === undefined) continue
    const top = trace(encoding, series, stack?.high ?? encoding.value.at)
    const base = trace(encoding, series, baseOf(encoding))
    const style = fillStyle(layer.spec, colorOf(first), look, { fillOpacity })
    drawing.shapes.push({ kind: 'path', path: outlineOf(encoding, top, base), style, clipped: true })
    drawing.targets.push({ kind: 'series', ...top, base, isInteractive: isInteractive(encoding) })
    drawing.spots.push(...spotsOf(encoding, top))
  }
  return drawing
}

/** The lower values of an area. */
function baseOf({ rowCount, stack, value, valueScale }: Encoding): Float64Array {
  return stack?.low ?? value.from ?? new Float64Array(rowCount).fill(valueScale.base)
}

function outlineOf({ coord, layer }: Encoding, top: Trace, base: Trace): Path {
  const outline = new Path()
  const places = top.rows.map((_, place) => place).filter((place) => coord.isRect || (isPlaced(top, place) && isPlaced(base, place)))
  if (!coord.isRect) {
    follow(outline, top, places)
    // Two closed lines that run in opposite directions leave a hole; of an open band they are the two sides.
    if (coord.isClosed && places.length) outline.closePath()
    follow(outline, base, places.reverse(), coord.isClosed)
    if (places.length) outline.closePath()
    return outline
  }
  const swap = coord.isSwapped
  const [along, across, acrossBase] = swap ? [top.y, top.x, base.x] : [top.x, top.y, base.y]
  areaBetween<number>()
    .x((place) => at(along, place))
    .y0((place) => at(acrossBase, place))
    .y1((place) => at(across, place))
    .defined((place) => isPlaced(top, place) && isPlaced(base, place))
    .curve(curveOf(layer.spec.curve))
    .context(asContext(swap ? exchanged(outline) : outline))(places)
  return outline
}

/** A line through points, from the last of those before or from its own beginning. */
function follow(outline: Path, points: Trace, places: readonly number[], begins = true): void {
  places.forEach((place, step) => {
    const [x, y] = [at(points.x, place), at(points.y, place)]
    if (step || !begins) outline.lineTo(x, y)
    else outline.moveTo(x, y)
  })
}
