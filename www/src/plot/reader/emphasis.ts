import { Path } from '../draw/path.ts'
import type { Shape } from '../draw/shape.ts'
import type { Hover } from './hit.ts'
import { at } from '../marks/encoding.ts'
import { cellAt, type CellTarget, type PointTarget, type SeriesTarget, type Target } from './target.ts'
import type { Look } from '../paint/look.ts'
import type { DrawnLayer, Scene } from '../scene.ts'

const dotRadius = 4.5

/** What a reader is about. */
export interface Attention {
  readonly hover?: Hover | undefined
  /** Indexes of rows in view. */
  readonly selected: ReadonlySet<number>
}

/** What is drawn upon a plot to point something out: a line through the key, and the marks themselves once more. */
export function emphasize(scene: Scene, { hover, selected }: Attention, look: Look): Shape[] {
  const rows = new Set(hover?.rows)
  const shapes = scene.layers.flatMap((layer) => layer.drawing.targets.flatMap((target) => [
    ...marksOf(scene, layer, target, rows, { color: look.ink, opacity: 0.55, size: 1.5 }),
    ...marksOf(scene, layer, target, selected, { color: look.ink, opacity: 1, size: 2.5 }),
  ]))
  return hover?.key === undefined ? shapes : [crosshair(scene, hover.key, look), ...shapes]
}

interface Outline {
  readonly color: string
  readonly opacity: number
  readonly size: number
}

function crosshair({ coord }: Scene, key: number, look: Look): Shape {
  const path = new Path()
  path.moveTo(coord.x(key, 0), coord.y(key, 0))
  path.lineTo(coord.x(key, 1), coord.y(key, 1))
  return { kind: 'path', path, style: { stroke: look.muted, strokeOpacity: 0.6, strokeSize: 1, dash: [3, 3] }, clipped: true }
}

function marksOf(scene: Scene, layer: DrawnLayer, target: Target, rows: ReadonlySet<number>, outline: Outline): Shape[] {
  if (!rows.size) return []
  const places: number[] = []
  target.rows.forEach((row, place) => rows.has(row) && places.push(place))
  if (!places.length) return []
  if (target.kind === 'cells') return [outlinesOf(scene, target, places, outline)]
  return dotsOf(layer, target, places, outline)
}

function outlinesOf({ coord }: Scene, target: CellTarget, places: readonly number[], { color, opacity, size }: Outline): Shape {
  const path = new Path()
  for (const place of places) coord.cell(path, cellAt(target, place))
  return { kind: 'path', path, style: { stroke: color, strokeOpacity: opacity, strokeSize: size }, clipped: true }
}

/** Dots in the colour of the data, set off from what lies below. */
function dotsOf({ encoding }: DrawnLayer, target: PointTarget | SeriesTarget, places: readonly number[], { color, size }: Outline): Shape[] {
  return places.flatMap((place) => {
    const row = target.rows[place]
    const [x, y] = [at(target.x, place), at(target.y, place)]
    if (row === undefined || Number.isNaN(x + y)) return []
    const radius = target.kind === 'points' ? at(target.radius, place) : dotRadius
    const stroke = target.kind === 'points' ? color : encoding.look.surface
    return [
      {
        kind: 'symbols',
        symbol: target.kind === 'points' ? encoding.symbolOf(row) : 'circle',
        x: Float64Array.of(x),
        y: Float64Array.of(y),
        radius: Float64Array.of(radius),
        style: { fill: encoding.colorOf(row), stroke, strokeSize: size },
      } satisfies Shape,
    ]
  })
}
