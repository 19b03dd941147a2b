import { area, line } from 'd3-shape'
import { thin } from '../../../plot/arrange/thin.ts'
import { curveOf } from '../../../plot/draw/curve.ts'

/** The outlines of a spark plot, as SVG path data within `sparkBox`. */
export interface Spark {
  readonly fill: string
  /** Empty for bars, which have no outline. */
  readonly stroke: string
}

export interface SparkInput {
  /** NaN where there is no value. */
  readonly values: Float64Array
  /** One per value: bars of the same category stand in the same place. */
  readonly categories: readonly unknown[]
  readonly type: string | undefined
  readonly curve: string | undefined
  /** The value that areas and bars stand upon; the smallest value without. */
  readonly zero: number | undefined
}

/** Stretched to whatever room there is; so wide that a point more would not be seen. */
export const sparkBox = { width: 400, height: 100 }

/** How much of its room a bar takes. */
const barShare = 0.6
/** Bars of nothing are still there. */
const minBarHeight = 1

export function spark(input: SparkInput): Spark {
  const range = rangeOf(input)
  if (!range) return { fill: '', stroke: '' }
  const [low, high] = range
  const y = (value: number): number => (high === low ? sparkBox.height / 2 : sparkBox.height * (1 - (value - low) / (high - low)))
  const base = input.zero === undefined ? sparkBox.height : y(input.zero)
  return input.type === 'interval' ? { fill: bars(input, y, base), stroke: '' } : band(input, y, base)
}

/** The lowest and the highest of the values and of the zero value; nothing without values. */
export function rangeOf({ values, zero }: Pick<SparkInput, 'values' | 'zero'>): readonly [number, number] | undefined {
  let [low, high] = [Infinity, -Infinity]
  for (const value of values) {
    if (value < low) low = value
    if (value > high) high = value
  }
  if (low > high) return undefined
  return zero === undefined ? [low, high] : [Math.min(low, zero), Math.max(high, zero)]
}

function band({ values, curve }: SparkInput, y: (value: number) => number, base: number): Spark {
  const step = sparkBox.width / Math.max(1, values.length - 1)
  const x = Float64Array.from(values, (_, place) => place * step)
  const places = Array.from(curve === undefined || curve === 'linear' ? thin(x, values) : x.keys())
  const at = (place: number): number => x[place] ?? 0
  const top = (place: number): number => y(values[place] ?? NaN)
  const isThere = (place: number): boolean => !Number.isNaN(values[place])
  const shape = curveOf(curve)
  const only = places[0]
  // One value alone is a level line.
  if (values.length === 1 && only !== undefined) return level(top(only), base)
  return {
    fill: area<number>().x(at).y0(base).y1(top).defined(isThere).curve(shape).digits(1)(places) ?? '',
    stroke: line<number>().x(at).y(top).defined(isThere).curve(shape).digits(1)(places) ?? '',
  }
}

const level = (y: number, base: number): Spark => ({
  fill: `M0,${y}H${sparkBox.width}V${base}H0Z`,
  stroke: `M0,${y}H${sparkBox.width}`,
})

function bars({ values, categories }: SparkInput, y: (value: number) => number, base: number): string {
  const places = new Map<unknown, number>()
  for (const category of categories) if (!places.has(category)) places.set(category, places.size)
  const room = sparkBox.width / Math.max(1, places.size)
  const width = (room * barShare).toFixed(1)
  let path = ''
  values.forEach((value, place) => {
    if (Number.isNaN(value)) return
    const left = ((places.get(categories[place]) ?? 0) + (1 - barShare) / 2) * room
    const top = Math.min(y(value), base - minBarHeight)
    path += `M${left.toFixed(1)},${base.toFixed(1)}V${(y(value) > base ? y(value) : top).toFixed(1)}h${width}V${base.toFixed(1)}Z`
  })
  return path
}
