import { isBlank } from './cell.ts'
import type { AxisKind } from './position.ts'

const kinds: Readonly<Record<string, AxisKind>> = {
  linear: 'continuous',
  identity: 'continuous',
  log: 'continuous',
  pow: 'continuous',
  power: 'continuous',
  quantize: 'continuous',
  quantile: 'continuous',
  time: 'time',
  cat: 'discrete',
  category: 'discrete',
  'time-category': 'discrete',
}

/** The kind of an axis: as its scale says, else as its first value that is not blank. */
export function axisKind(scale: string | undefined, values: Iterable<unknown>): AxisKind {
  const declared = scale !== undefined && Object.hasOwn(kinds, scale) ? kinds[scale] : undefined
  if (declared) return declared
  for (const value of values) {
    if (!isBlank(value)) return typeof value === 'number' ? 'continuous' : 'discrete'
  }
  return 'continuous'
}
