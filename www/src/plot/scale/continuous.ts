import { bisectRight, quantileSorted } from 'd3-array'
import { extentOf, numberOf, timeOf } from './cell.ts'
import { wholeAxis, within, type PositionScale, type Span, type Tick } from './position.ts'
import { linear, logarithmic, power, temporal, type Spacing } from './spacing.ts'
import { numberText, plainNumber, timeText } from './tick_text.ts'

/** What an author says about a continuous axis, and how it is to be shown. */
export interface ContinuousOptions {
  readonly scale?: string | undefined
  readonly min?: number | undefined
  readonly max?: number | undefined
  /** Rounds the ends that the author has left open: both, none, or only where the axis begins. */
  readonly nice?: boolean | 'low' | undefined
  readonly format?: ((value: unknown) => string) | undefined
  /** Keep room for something as wide as the smallest distance between two values, such as a bar. */
  readonly padded?: boolean
  /** About so many ticks; its ends are rounded to where ticks would be. */
  readonly tickCount?: number
}

const defaultTickCount = 5

/** A scale over numbers. */
export function continuousScale(numbers: readonly number[], asked: ContinuousOptions): PositionScale {
  const options = possible(asked)
  const make = (options.scale === undefined ? undefined : makers[options.scale]) ?? makers.linear
  return new ContinuousScale({ ...make(numbers, options), numbers, options, read: numberOf })
}

/** A scale over times, given in milliseconds. */
export function timeScale(times: readonly number[], asked: ContinuousOptions): PositionScale {
  const options = possible(asked)
  return new ContinuousScale({ ...spaced(temporal, times, options), numbers: times, options, read: timeOf })
}

/** An axis cannot end where it begins, or before: then only its beginning holds. */
const possible = (options: ContinuousOptions): ContinuousOptions =>
  options.min !== undefined && options.max !== undefined && options.min >= options.max ? { ...options, max: undefined } : options

/** What is where along an axis. */
interface Rule {
  readonly spacing: Spacing
  readonly domain: Span
  /** On an axis of steps: where they begin, at equal distances, and where the last one ends. */
  readonly borders?: readonly number[]
}

type Maker = (numbers: readonly number[], options: ContinuousOptions) => Rule

/** Steps of equal size. */
const quantize: Maker = (numbers, options) => {
  const { domain } = spaced(linear, numbers, options)
  return stepped(linear.ticks(...domain, defaultTickCount), domain)
}

/** Steps that hold equally many values each. */
const quantile: Maker = (numbers, options) => {
  const domain = limitsOf(numbers, options)
  const sorted = numbers.filter((number) => number >= domain[0] && number <= domain[1]).sort((a, b) => a - b)
  return stepped([0, 0.25, 0.5, 0.75, 1].map((part) => quantileSorted(sorted, part) ?? domain[0]), domain)
}

const makers: Readonly<Record<string, Maker>> & { readonly linear: Maker } = {
  linear: (numbers, options) => spaced(linear, numbers, options),
  identity: (numbers, options) => ({ spacing: linear, domain: limitsOf(numbers, options) }),
  log: logRule,
  pow: (numbers, options) => spaced(power, numbers, options),
  power: (numbers, options) => spaced(power, numbers, options),
  quantize,
  quantile,
}

/** Logarithms have no place for zero and below: the axis begins at the smallest number above. */
function logRule(numbers: readonly number[], options: ContinuousOptions): Rule {
  const positive = numbers.filter((number) => number > 0)
  const min = options.min !== undefined && options.min > 0 ? options.min : undefined
  if (!positive.length || (options.max ?? 1) <= 0) return spaced(linear, numbers, options)
  return spaced(logarithmic, positive, { ...options, min })
}

function spaced(spacing: Spacing, numbers: readonly number[], options: ContinuousOptions): Rule {
  const domain = limitsOf(numbers, options)
  if (options.nice === false) return { spacing, domain }
  const [low, high] = spacing.nice(...domain, options.tickCount ?? defaultTickCount)
  return { spacing, domain: [options.min ?? low, options.max ?? (options.nice === 'low' ? domain[1] : high)] }
}

function stepped(borders: readonly number[], domain: Span): Rule {
  const different = [...new Set(borders)]
  return different.length < 2 ? { spacing: linear, domain } : { spacing: linear, domain, borders: different }
}

function limitsOf(numbers: readonly number[], { min, max }: ContinuousOptions): Span {
  const [dataLow, dataHigh] = extentOf(numbers) ?? [min ?? 0, max ?? (min ?? 0) + 1]
  const low = min ?? Math.min(dataLow, max ?? dataLow)
  const high = max ?? Math.max(dataHigh, low)
  if (low < high) return [low, high]
  // One value only: it gets the middle of the axis, or stands on the zero that bars begin at.
  const room = Math.abs(low) || 1
  if (max !== undefined) return [high - room, high]
  if (min !== undefined || low === 0) return [low, low + room]
  return [low - room / 2, high + room / 2]
}

interface Meaning extends Rule {
  /** Everything that is to find room on the axis. */
  readonly numbers: readonly number[]
  readonly options: ContinuousOptions
  readonly read: (cell: unknown) => number
}

class ContinuousScale implements PositionScale {
  readonly kind: 'continuous' | 'time'
  readonly base: number
  readonly step: number
  readonly #meaning: Meaning
  readonly #view: Span
  readonly #even: Span
  /** Once more, to be at hand for every value of every row. */
  readonly #read: (cell: unknown) => number

  constructor(meaning: Meaning, view?: Span) {
    this.kind = meaning.spacing === temporal ? 'time' : 'continuous'
    this.#meaning = meaning
    this.#read = meaning.read
    this.#even = [meaning.spacing.even(meaning.domain[0]), meaning.spacing.even(meaning.domain[1])]
    const units = meaning.options.padded ? meaning.numbers.map((number) => this.#unit(number)) : []
    const gap = units.length ? gapOf(units) : 0
    this.#view = view ?? (gap ? paddedView(units, gap) : wholeAxis)
    this.step = gap / (this.#view[1] - this.#view[0])
    const zero = this.#unit(0)
    this.base = within(Number.isFinite(zero) ? Math.min(1, Math.max(0, zero)) : 0, this.#view)
  }

  at(value: unknown): number {
    const number = typeof value === 'number' ? value : this.#read(value)
    // Whatever is no number comes out as none.
    if (this.#meaning.borders && Number.isNaN(number)) return NaN
    return (this.#unit(number) - this.#view[0]) / (this.#view[1] - this.#view[0])
  }

  ticks(): Tick[] {
    const values = this.#tickValues()
    const print = this.#meaning.options.format ?? this.#textFor(values)
    return values.map((value) => ({ at: within(this.#unit(value), this.#view), value, label: print(value) }))
  }

  zoom([from, to]: Span): PositionScale {
    const [start, end] = this.#view
    return new ContinuousScale(this.#meaning, [start + from * (end - start), start + to * (end - start)])
  }

  /** Where a number lies on the whole axis. */
  #unit(number: number): number {
    const { spacing, borders } = this.#meaning
    if (borders) return Math.min(borders.length - 1, Math.max(0, bisectRight(borders, number) - 1)) / (borders.length - 1)
    const [low, high] = this.#even
    return (spacing.even(number) - low) / (high - low)
  }

  /** The ticks of what is in view. */
  #tickValues(): number[] {
    const { spacing, options, domain, borders } = this.#meaning
    const [from, to] = this.#view
    const inView = (value: number): boolean => Math.abs(within(this.#unit(value), this.#view) - 0.5) <= 0.5 + 1e-6
    if (borders) return borders.filter(inView)
    const [low, high] = this.#even
    const valueAt = (unit: number): number => spacing.value(low + unit * (high - low))
    const visible: Span = [from <= 0 ? domain[0] : valueAt(from), to >= 1 ? domain[1] : valueAt(to)]
    return spacing.ticks(...visible, options.tickCount ?? defaultTickCount).filter(inView)
  }

  #textFor(values: readonly number[]): (value: number) => string {
    if (this.kind === 'time') return timeText(values)
    if (this.#meaning.spacing === logarithmic || this.#meaning.borders) return plainNumber
    const [first = 0, second = first] = values
    return numberText(second - first || Math.abs(first), Math.max(...values.map(Math.abs)))
  }
}

/** The smallest distance between two different positions; 1 when there are no two. */
function gapOf(units: readonly number[]): number {
  const sorted = Float64Array.from(units.filter(Number.isFinite)).sort()
  let gap = 1
  for (let place = 1; place < sorted.length; place++) {
    const distance = (sorted[place] ?? 0) - (sorted[place - 1] ?? 0)
    if (distance > 1e-9 && distance < gap) gap = distance
  }
  return gap
}

/** The axis, longer by what half a bar sticks out at either end. */
function paddedView(units: readonly number[], gap: number): Span {
  const [low, high] = extentOf(units) ?? wholeAxis
  return [Math.min(0, low - gap / 2), Math.max(1, high + gap / 2)]
}
