/** Where each row of a stack begins and ends, as values. */
export interface Stack {
  readonly low: Float64Array
  readonly high: Float64Array
}

/**
 * Puts rows of the same pile upon one another; those below zero hang down from it.
 *
 * `pileOf` names the pile of a row. Rows come in order; `reversed` puts the last of them at the bottom, so that a pile
 * reads from top to bottom like its legend.
 */
export function stack(values: Float64Array, pileOf: (row: number) => unknown, reversed: boolean): Stack {
  const low = new Float64Array(values.length)
  const high = new Float64Array(values.length)
  const piles = new Map<unknown, { above: number; below: number }>()
  for (let step = 0; step < values.length; step++) {
    const row = reversed ? values.length - 1 - step : step
    const value = values[row] ?? NaN
    const pile = piles.get(pileOf(row)) ?? { above: 0, below: 0 }
    piles.set(pileOf(row), pile)
    const side = value < 0 ? 'below' : 'above'
    low[row] = Number.isNaN(value) ? NaN : pile[side]
    if (!Number.isNaN(value)) pile[side] += value
    high[row] = Number.isNaN(value) ? NaN : pile[side]
  }
  return { low, high }
}
