import type { Geometry } from '../grammar/layer.ts'
import { area } from './area.ts'
import { edge } from './edge.ts'
import type { Mark } from './encoding.ts'
import { heatmap } from './heatmap.ts'
import { interval } from './interval.ts'
import { line, path } from './line.ts'
import { point } from './point.ts'
import { polygon } from './polygon.ts'
import { schema } from './schema.ts'

/** Everything the grammar can draw. */
export const marks: Readonly<Record<Geometry, Mark>> = {
  interval,
  line,
  path,
  point,
  area,
  polygon,
  schema,
  edge,
  heatmap,
}

/** Marks that take as much room along an axis as lies between two of their positions. */
export const roomy = {
  key: new Set<Geometry>(['interval', 'schema', 'polygon']),
  value: new Set<Geometry>(['polygon']),
}

/** Marks that begin at zero where the data does not say where they begin. */
export const rooted: ReadonlySet<Geometry> = new Set<Geometry>(['interval', 'area'])
