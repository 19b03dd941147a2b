import { extentOf, numberOf } from './cell.ts'
import { words } from './color.ts'

/** Radii for the values of a field. */
export interface SizeScale {
  readonly domain: readonly [number, number]
  /** In pixels, from the lowest to the highest value. */
  readonly range: readonly [number, number]
  at(value: unknown): number
}

const defaultRange = [3, 16] as const

/** `range` holds two numbers separated by a space: the radii in pixels of the lowest and of the highest value. */
export function sizeScale(cells: readonly unknown[], range: string | undefined): SizeScale {
  const domain = extentOf(cells.map(numberOf)) ?? [0, 1]
  const [first, second] = words(range).map(Number).filter((size) => Number.isFinite(size) && size >= 0)
  const [small, large] = first !== undefined && second !== undefined ? [first, second] : defaultRange
  const [low, high] = domain
  return {
    domain,
    range: [small, large],
    at(value) {
      const number = numberOf(value)
      if (Number.isNaN(number)) return 0
      return high === low ? (small + large) / 2 : small + ((number - low) / (high - low)) * (large - small)
    },
  }
}
