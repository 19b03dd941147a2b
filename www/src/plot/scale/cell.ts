import { toDate } from '../../format/intl.ts'

/** Reading a date is slow, and the same few thousand come back at every frame. */
const times = new Map<string, number>()
const maxTimes = 20_000

/** A cell as a number; NaN when it is none. */
export function numberOf(cell: unknown): number {
  if (typeof cell === 'number') return cell
  if (typeof cell === 'string' && cell.trim() !== '') return Number(cell)
  return NaN
}

/** A cell as milliseconds since 1970; NaN when it is no time. */
export function timeOf(cell: unknown): number {
  if (typeof cell === 'number') return cell
  if (typeof cell !== 'string') return NaN
  const known = times.get(cell)
  if (known !== undefined) return known
  if (times.size >= maxTimes) times.clear()
  const time = toDate(cell)?.getTime() ?? NaN
  times.set(cell, time)
  return time
}

export const isBlank = (cell: unknown): cell is null | undefined => cell === null || cell === undefined

/** The different values among cells, in the order in which they come; blanks left out. */
export const distinct = (cells: Iterable<unknown>): unknown[] => {
  const seen = new Set<unknown>()
  for (const cell of cells) if (!isBlank(cell)) seen.add(cell)
  return [...seen]
}

/** The smallest and the largest number among some; undefined without any. */
export function extentOf(numbers: Iterable<number>): readonly [number, number] | undefined {
  let low = Infinity
  let high = -Infinity
  for (const number of numbers) {
    if (!Number.isFinite(number)) continue
    if (number < low) low = number
    if (number > high) high = number
  }
  return low <= high ? [low, high] : undefined
}
