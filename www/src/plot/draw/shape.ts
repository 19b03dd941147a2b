import type { Path } from './path.ts'
import type { SymbolName } from './symbol.ts'

/** What a plot consists of on screen: data, painted in order. */
export type Shape = PathShape | SymbolsShape | TextShape | HeatShape

/** Colours ready for a canvas; what is left out is not painted. */
export interface Style {
  readonly fill?: string | undefined
  readonly fillOpacity?: number | undefined
  readonly stroke?: string | undefined
  readonly strokeOpacity?: number | undefined
  /** In pixels. */
  readonly strokeSize?: number | undefined
  /** Lengths of dashes and gaps, in pixels. */
  readonly dash?: readonly number[] | undefined
}

export interface PathShape {
  readonly kind: 'path'
  readonly path: Path
  readonly style: Style
  /** Keep within the plot box. */
  readonly clipped?: boolean
}

/** Many symbols of one look. */
export interface SymbolsShape {
  readonly kind: 'symbols'
  readonly symbol: SymbolName
  readonly x: Float64Array
  readonly y: Float64Array
  /** In pixels, one per symbol. */
  readonly radius: Float64Array
  readonly style: Style
}

export type Align = 'left' | 'center' | 'right'
export type Baseline = 'top' | 'middle' | 'bottom'

export interface TextShape {
  readonly kind: 'text'
  /** Of one line or of several. */
  readonly text: string
  readonly x: number
  readonly y: number
  readonly align: Align
  readonly baseline: Baseline
  /** Clockwise, in degrees. */
  readonly rotation?: number
  /** In pixels. */
  readonly size: number
  readonly weight?: string | undefined
  /** From one line to the next, in pixels; a little more than the size without. */
  readonly lineHeight?: number | undefined
  readonly style: Style
}

/** From one line of a text to the next, in pixels. */
export const lineHeightOf = ({ lineHeight, size }: Pick<TextShape, 'lineHeight' | 'size'>): number => lineHeight ?? size * 1.2

/** Spots that add up where they overlap, coloured by how much they add up to. */
export interface HeatShape {
  readonly kind: 'heat'
  readonly x: Float64Array
  readonly y: Float64Array
  /** From 0 to 1, one per spot. */
  readonly weight: Float64Array
  /** Of every spot, in pixels. */
  readonly radius: number
  /** From the coldest to the hottest. */
  readonly colors: readonly string[]
}

/** A rectangle on screen, in pixels. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export const tickTextSize = 12
