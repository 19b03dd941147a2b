import type { Mark } from '../../vocabulary/mark.ts'

/** Pages are written by programs: a text that takes one of a few may hold any other. */
type Loose<Value> = Value extends string ? string : Value

/** One layer on the wire. Every attribute may be missing, and none of them is trusted. */
export type MarkSpec = { readonly [Name in keyof Mark]?: Loose<Mark[Name]> }

/** A plot on the wire: layers, drawn in order. */
export interface PlotSpec {
  readonly marks?: readonly MarkSpec[]
}
