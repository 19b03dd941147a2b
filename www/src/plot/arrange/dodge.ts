import { distinct } from '../scale/cell.ts'

/** How rows that would stand in the same place stand side by side. */
export interface Dodge {
  /** How many lanes there are. */
  readonly count: number
  /** The lane of a row, from 0. */
  laneOf(row: number): number
}

const alone: Dodge = { count: 1, laneOf: () => 0 }

/** One lane for each category of a column; everything in one lane without a column. */
export function dodge(cells: readonly unknown[] | undefined): Dodge {
  if (!cells) return alone
  const lanes = new Map(distinct(cells).map((category, place) => [category, place]))
  return { count: Math.max(1, lanes.size), laneOf: (row) => lanes.get(cells[row]) ?? 0 }
}
