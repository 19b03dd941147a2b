import type { Cell } from '../coord/coord.ts'

/** What the pointer can meet: the marks of one layer. */
export type Target = CellTarget | PointTarget | SeriesTarget

interface TargetCommon {
  /** Indexes of the rows behind the marks. */
  readonly rows: readonly number[]
  /** May its marks be selected? */
  readonly isInteractive: boolean
}

/** Areas between two keys and two values, in units; one per row. */
export interface CellTarget extends TargetCommon {
  readonly kind: 'cells'
  readonly key0: Float64Array
  readonly key1: Float64Array
  readonly value0: Float64Array
  readonly value1: Float64Array
}

/** One cell of many. */
export const cellAt = ({ key0, key1, value0, value1 }: CellTarget, place: number): Cell => ({
  key0: key0[place] ?? NaN,
  key1: key1[place] ?? NaN,
  value0: value0[place] ?? NaN,
  value1: value1[place] ?? NaN,
})

/** Symbols, in pixels; one per row. */
export interface PointTarget extends TargetCommon {
  readonly kind: 'points'
  readonly x: Float64Array
  readonly y: Float64Array
  readonly radius: Float64Array
}

/** A line through one point per row, in pixels; down to a second line when it is an area. */
export interface SeriesTarget extends TargetCommon {
  readonly kind: 'series'
  readonly x: Float64Array
  readonly y: Float64Array
  readonly base?: { readonly x: Float64Array; readonly y: Float64Array }
}
