/** How values lie along an axis. */
export type AxisKind = 'continuous' | 'time' | 'discrete'

/** A part of an axis, in units: 0 is where the axis begins, 1 where it ends. */
export type Span = readonly [from: number, to: number]

export interface Tick {
  /** Where along the axis, in units. */
  readonly at: number
  readonly value: unknown
  readonly label: string
}

/** Maps values to units, from 0 where an axis begins to 1 where it ends. Units outside lie beyond its ends. */
export interface PositionScale {
  readonly kind: AxisKind
  /** Where a value lies; NaN when it has no place on this axis. */
  at(value: unknown): number
  /** How much of the axis belongs to one value: the room a bar may take. */
  readonly step: number
  /** Where marks stand that begin nowhere in particular: at zero, or at the end of the axis nearest to it. */
  readonly base: number
  /** In the order of the axis, and all within it. */
  ticks(): Tick[]
  /** The same scale, looking at a part of the axis only. */
  zoom(view: Span): PositionScale
}

export const wholeAxis: Span = [0, 1]

/** Where a unit of the whole axis lies within a part of it. */
export const within = (unit: number, [from, to]: Span): number => (unit - from) / (to - from)

/** The part of a part, in units of the whole axis. */
export const narrow = ([from, to]: Span, [a, b]: Span): Span => [from + a * (to - from), from + b * (to - from)]
