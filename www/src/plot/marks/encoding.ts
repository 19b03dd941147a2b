import type { Dodge } from '../arrange/dodge.ts'
import type { Stack } from '../arrange/stack.ts'
import type { Coord } from '../coord/coord.ts'
import type { Box, Shape } from '../draw/shape.ts'
import type { SymbolName } from '../draw/symbol.ts'
import type { GeometryLayer } from '../grammar/layer.ts'
import type { Look } from '../paint/look.ts'
import type { PositionScale } from '../scale/position.ts'
import type { PointTarget, Target } from '../reader/target.ts'

/** Where the rows of a layer lie along one dimension, in units. NaN where a row has no place. */
export interface Units {
  readonly at: Float64Array | undefined
  readonly from: Float64Array | undefined
  readonly low: Float64Array | undefined
  readonly high: Float64Array | undefined
  readonly q1: Float64Array | undefined
  readonly q2: Float64Array | undefined
  readonly q3: Float64Array | undefined
}

/** A layer with everything that its marks need to be drawn: fields turned into units, colours and sizes. */
export interface Encoding {
  readonly layer: GeometryLayer
  readonly rowCount: number
  readonly coord: Coord
  readonly look: Look
  readonly keyScale: PositionScale
  readonly valueScale: PositionScale
  readonly key: Units
  readonly value: Units
  /** Where each row of a stack begins and ends, in units. */
  readonly stack: Stack | undefined
  readonly dodge: Dodge
  /** Columns that part the rows into series. */
  readonly groups: readonly (readonly unknown[])[]
  colorOf(row: number): string
  symbolOf(row: number): SymbolName
  /** In pixels, if the author says anything about size. */
  sizeOf(row: number): number | undefined
  /** The share of the hottest value, from 0 to 1, when colours form a gradient. */
  heatOf(row: number): number
}

/** Where the label of a row goes: around or into this box. */
export interface LabelSpot {
  readonly row: number
  readonly box: Box
}

/** What the marks of a layer come to. */
export interface Drawing {
  readonly shapes: Shape[]
  readonly targets: Target[]
  readonly spots: LabelSpot[]
}

/** Draws the marks of a layer. */
export type Mark = (encoding: Encoding) => Drawing

/** A number of an array that is known to be there. */
export const at = (numbers: Float64Array | undefined, row: number): number => numbers?.[row] ?? NaN

/** May the marks of this layer be selected? */
export const isInteractive = ({ layer }: Encoding): boolean => layer.spec.interactive !== false

/** Targets of one size, in pixels. */
export const pointsAt = (encoding: Encoding, places: Pick<PointTarget, 'rows' | 'x' | 'y'>, radius: number): PointTarget => ({
  kind: 'points',
  ...places,
  radius: new Float64Array(places.rows.length).fill(radius),
  isInteractive: isInteractive(encoding),
})

/** How long the key axis is on screen, in pixels; around a circle, at half its radius. */
export function keyLength({ coord: { box, isRect, isSwapped } }: Encoding): number {
  if (isRect) return isSwapped ? box.height : box.width
  const radius = Math.min(box.width, box.height) / 2
  return isSwapped ? radius : Math.PI * radius
}
