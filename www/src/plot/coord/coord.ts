import type { PathSink } from '../draw/path.ts'
import type { Box } from '../draw/shape.ts'
import { helix } from './helix.ts'
import { polar } from './polar.ts'
import { rect } from './rect.ts'

/** Where units of the key and of the value lie on screen. */
export interface Coord {
  /** Straight axes, at right angles. */
  readonly isRect: boolean
  /** The key runs upwards (or outwards), the value to the right (or around). */
  readonly isSwapped: boolean
  /** The axis of the key ends where it begins. */
  readonly isClosed: boolean
  readonly box: Box
  x(key: number, value: number): number
  y(key: number, value: number): number
  /** Writes the outline of what lies between two keys and between two values. */
  cell(path: PathSink, cell: Cell): void
  /** The key and the value, in units, of a place on screen. */
  unitsAt(x: number, y: number): readonly [key: number, value: number]
}

export interface Cell {
  readonly key0: number
  readonly key1: number
  readonly value0: number
  readonly value1: number
}

export interface CoordOptions {
  readonly isSwapped: boolean
  /** How much of the radius stays empty in the middle, from 0 to 1. */
  readonly hole?: number
  /** How far, in turns, the beginning of the axis around lies from the top. */
  readonly turned?: number
}

type Maker = (box: Box, options: CoordOptions) => Coord

const makers: Readonly<Record<string, Maker>> & { readonly rect: Maker } = {
  rect,
  cartesian: rect,
  polar,
  // The angle is the value: slices of a pie.
  theta: (box, options) => polar(box, { ...options, isSwapped: !options.isSwapped }),
  helix,
}

/** The coordinates of that name; right angles for names that nobody knows. */
export const coordOf = (name: string | undefined, box: Box, options: CoordOptions): Coord =>
  ((name !== undefined && Object.hasOwn(makers, name) ? makers[name] : undefined) ?? makers.rect)(box, options)

/** Does a plot of these coordinates have straight axes? */
export const isRectName = (name: string | undefined): boolean => name !== 'polar' && name !== 'theta' && name !== 'helix'
