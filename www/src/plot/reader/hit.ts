import type { Box } from '../draw/shape.ts'
import { at, type Encoding } from '../marks/encoding.ts'
import { cellAt, type CellTarget, type PointTarget, type SeriesTarget, type Target } from './target.ts'
import type { DrawnLayer, Scene } from '../scene.ts'

/** How near to a line or a point is near enough, in pixels. */
const reach = { line: 8, point: 6, hover: 24 }

/** The marks under the pointer, or those nearest to it that it is about. */
export interface Hover {
  /** Indexes of rows in view. */
  readonly rows: readonly number[]
  /** Where they are, in pixels. */
  readonly x: number
  readonly y: number
  /** The key they have in common, in units, if that is what they were found by. */
  readonly key?: number
}

/** What the pointer is about: everything at the key nearest to it, or the one mark it is upon. */
export function hoverAt(scene: Scene, x: number, y: number): Hover | undefined {
  if (!isInside(scene.coord.box, x, y)) return undefined
  const shared = scene.coord.isRect ? scene.layers.filter(({ encoding }) => isShared(encoding)) : []
  return (shared.length ? nearestKey(scene, shared, x, y) : undefined) ?? nearestMark(scene, x, y)
}

/** The rows whose marks were clicked upon, topmost first come; none when there is no mark, or none that may be selected. */
export function selectAt(scene: Scene, x: number, y: number): readonly number[] {
  for (const { drawing } of scene.layers.toReversed()) {
    for (const target of drawing.targets.toReversed()) {
      const rows = target.isInteractive ? rowsUnder(scene, target, x, y) : []
      if (rows.length) return rows
    }
  }
  return []
}

/** Everything a keyboard can step through: one stop per key or per mark, in the order of the screen. */
export function stops(scene: Scene): Hover[] {
  const found = new Map<string, { rows: Set<number>; hover: Hover }>()
  const shared = scene.coord.isRect && scene.layers.some(({ encoding }) => isShared(encoding))
  for (const { encoding, drawing } of scene.layers) {
    for (const target of drawing.targets) {
      target.rows.forEach((row, place) => {
        const [x, y] = middleOf(scene, target, place)
        if (Number.isNaN(x + y)) return
        const key = shared ? at(encoding.key.at, row) : NaN
        const name = Number.isNaN(key) ? `row ${row}` : `key ${key.toFixed(6)}`
        const stop = found.get(name)
        if (stop) stop.rows.add(row)
        else found.set(name, { rows: new Set([row]), hover: { rows: [], x, y, ...(!Number.isNaN(key) && { key }) } })
      })
    }
  }
  return [...found.values()].map(({ rows, hover }) => ({ ...hover, rows: [...rows] })).sort((a, b) => a.x - b.x || b.y - a.y)
}

/** Do the marks of this layer belong to a key that they share with others? Then they are read together. */
function isShared({ layer, key }: Encoding): boolean {
  if (!key.at) return false
  return layer.geometry === 'line' || layer.geometry === 'area' || layer.geometry === 'interval'
}

/** All rows whose key is the one nearest to the pointer. */
function nearestKey(scene: Scene, layers: readonly DrawnLayer[], x: number, y: number): Hover | undefined {
  const [pointer] = scene.coord.unitsAt(x, y)
  let best = Infinity
  let key = NaN
  for (const { encoding } of layers) {
    for (const unit of encoding.key.at ?? []) {
      const distance = Math.abs(unit - pointer)
      if (distance < best && unit > -1e-6 && unit < 1 + 1e-6) [best, key] = [distance, unit]
    }
  }
  if (Number.isNaN(key)) return undefined
  const rows = new Set<number>()
  for (const { encoding } of layers) encoding.key.at?.forEach((unit, row) => Math.abs(unit - key) < 1e-9 && rows.add(row))
  const { coord } = scene
  return { rows: [...rows], key, ...(coord.isSwapped ? { x, y: coord.y(key, 0) } : { x: coord.x(key, 0), y }) }
}

function nearestMark(scene: Scene, x: number, y: number): Hover | undefined {
  let best: { distance: number; hover: Hover } | undefined
  for (const { drawing } of scene.layers) {
    for (const target of drawing.targets) {
      const place = target.kind === 'cells' ? cellUnder(scene, target, x, y) : nearestPlace(target, x, y)
      const row = target.rows[place]
      if (row === undefined) continue
      const middle = middleOf(scene, target, place)
      const distance = target.kind === 'cells' ? 0 : Math.hypot(middle[0] - x, middle[1] - y)
      // Of two that are equally near, the one on top.
      if (distance > reach.hover || distance > (best?.distance ?? Infinity)) continue
      best = { distance, hover: { rows: [row], x: middle[0], y: middle[1] } }
    }
  }
  return best?.hover
}

function rowsUnder(scene: Scene, target: Target, x: number, y: number): readonly number[] {
  if (target.kind === 'series') return isOnSeries(target, x, y) ? target.rows : []
  const place = target.kind === 'cells' ? cellUnder(scene, target, x, y) : pointUnder(target, x, y)
  const row = target.rows[place]
  return row === undefined ? [] : [row]
}

/** The topmost cell at a place on screen; -1 for none. */
function cellUnder({ coord }: Scene, target: CellTarget, x: number, y: number): number {
  const [key, value] = coord.unitsAt(x, y)
  for (let place = target.rows.length - 1; place >= 0; place--) {
    const { key0, key1, value0, value1 } = cellAt(target, place)
    if (key >= key0 && key <= key1 && value >= value0 && value <= value1) return place
  }
  return -1
}

function pointUnder(target: PointTarget, x: number, y: number): number {
  const place = nearestPlace(target, x, y)
  if (place < 0) return -1
  const distance = Math.hypot(at(target.x, place) - x, at(target.y, place) - y)
  return distance <= at(target.radius, place) + reach.point ? place : -1
}

function nearestPlace({ x: xs, y: ys }: PointTarget | SeriesTarget, x: number, y: number): number {
  let [best, nearest] = [Infinity, -1]
  for (let place = 0; place < xs.length; place++) {
    const distance = (at(xs, place) - x) ** 2 + (at(ys, place) - y) ** 2
    if (distance <= best) [best, nearest] = [distance, place]
  }
  return nearest
}

/** Is a place near to the line, or between it and the second line of an area? */
function isOnSeries({ x: xs, y: ys, base }: SeriesTarget, x: number, y: number): boolean {
  for (let place = 1; place < xs.length; place++) {
    const [x0, y0, x1, y1] = [at(xs, place - 1), at(ys, place - 1), at(xs, place), at(ys, place)]
    if (distanceToSegment(x, y, x0, y0, x1, y1) <= reach.line) return true
    if (!base) continue
    const below = [at(base.x, place), at(base.y, place), at(base.x, place - 1), at(base.y, place - 1)]
    if (isInQuadrilateral(x, y, [x0, y0, x1, y1, ...below])) return true
  }
  return xs.length === 1 && Math.hypot(at(xs, 0) - x, at(ys, 0) - y) <= reach.line
}

function distanceToSegment(x: number, y: number, x0: number, y0: number, x1: number, y1: number): number {
  const [dx, dy] = [x1 - x0, y1 - y0]
  const along = Math.min(1, Math.max(0, ((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy || 1)))
  return Math.hypot(x0 + along * dx - x, y0 + along * dy - y)
}

/** Counts how often a ray to the right crosses the outline. */
function isInQuadrilateral(x: number, y: number, corners: readonly number[]): boolean {
  let inside = false
  for (let corner = 0; corner < 4; corner++) {
    const [x0 = NaN, y0 = NaN] = corners.slice(2 * corner)
    const [x1 = NaN, y1 = NaN] = corners.slice(2 * ((corner + 1) % 4))
    if (y0 > y !== y1 > y && x < ((x1 - x0) * (y - y0)) / (y1 - y0) + x0) inside = !inside
  }
  return inside
}

function middleOf({ coord }: Scene, target: Target, place: number): readonly [number, number] {
  if (target.kind !== 'cells') return [at(target.x, place), at(target.y, place)]
  const { key0, key1, value0, value1 } = cellAt(target, place)
  const [key, value] = [(key0 + key1) / 2, (value0 + value1) / 2]
  return [coord.x(key, value), coord.y(key, value)]
}

const isInside = ({ x, y, width, height }: Box, px: number, py: number): boolean =>
  px >= x - reach.point && px <= x + width + reach.point && py >= y - reach.point && py <= y + height + reach.point
