import { shareOf } from './progress.ts'

export interface Slice {
  /** SVG path data, around the origin, with a radius of 1. */
  readonly path: string
  /** Where its text goes. */
  readonly x: number
  readonly y: number
}

/** How far from the middle the text of a slice stands. */
const textRadius = 0.6
/** Slices thinner than this have no room for text. */
export const minLabelledFraction = 0.06

/** The slices of a pie, clockwise from the top. */
export function slicesOf(fractions: readonly number[]): Slice[] {
  let end = 0
  return fractions.map((fraction) => {
    const start = end
    end = Math.min(1, start + shareOf(fraction))
    const middle = (start + end) / 2
    return { path: sliceOf(start, end), x: textRadius * xAt(middle), y: textRadius * yAt(middle) }
  })
}

function sliceOf(start: number, end: number): string {
  // An arc that ends where it begins is none: a whole circle takes two.
  if (end - start >= 1 - 1e-9) return 'M0,-1A1,1,0,1,1,0,1A1,1,0,1,1,0,-1Z'
  const isLarge = end - start > 0.5 ? 1 : 0
  return `M0,0L${round(xAt(start))},${round(yAt(start))}A1,1,0,${isLarge},1,${round(xAt(end))},${round(yAt(end))}Z`
}

const xAt = (turn: number): number => Math.sin(2 * Math.PI * turn)
const yAt = (turn: number): number => -Math.cos(2 * Math.PI * turn)
const round = (number: number): number => Math.round(number * 1e4) / 1e4 + 0
