/** A step from one tick to the next: so many of a unit. */
export interface TimeStep {
  readonly unit: Unit
  readonly count: number
}

type Unit = 'millisecond' | 'second' | 'minute' | 'hour' | 'day' | 'month' | 'year'

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour
const month = 30 * day
const year = 365 * day

interface Calendar {
  /** Roughly how long a unit lasts, in milliseconds. */
  readonly length: number
  /** The beginning of the step that a time lies in. */
  floor(date: Date, count: number): Date
  /** The beginning of the step after one that begins at a time. */
  next(date: Date, count: number): Date
}

const units: Readonly<Record<Unit, Calendar>> = {
  millisecond: plain(1),
  second: plain(second),
  minute: plain(minute),
  hour: {
    length: hour,
    floor: (d, n) => new Date(d.getFullYear(), d.getMonth(), d.getDate(), below(d.getHours(), n)),
    next: (d, n) => new Date(d.getFullYear(), d.getMonth(), d.getDate(), d.getHours() + n),
  },
  day: {
    length: day,
    floor: (d, n) => new Date(d.getFullYear(), d.getMonth(), 1 + below(d.getDate() - 1, n)),
    next: nextDay,
  },
  month: {
    length: month,
    floor: (d, n) => new Date(d.getFullYear(), below(d.getMonth(), n), 1),
    next: (d, n) => new Date(d.getFullYear(), d.getMonth() + n, 1),
  },
  year: {
    length: year,
    floor: (d, n) => yearStart(below(d.getFullYear(), n)),
    next: (d, n) => yearStart(d.getFullYear() + n),
  },
}

/** Steps that people count in, from the smallest. */
const steps: readonly TimeStep[] = [
  ...[1, 5, 15, 30].map((count) => ({ unit: 'second', count }) as const),
  ...[1, 5, 15, 30].map((count) => ({ unit: 'minute', count }) as const),
  ...[1, 3, 6, 12].map((count) => ({ unit: 'hour', count }) as const),
  ...[1, 2, 7, 14].map((count) => ({ unit: 'day', count }) as const),
  ...[1, 3, 6].map((count) => ({ unit: 'month', count }) as const),
  { unit: 'year', count: 1 },
]

/** The step that gives about so many ticks between two times, in milliseconds. */
export function timeStep(from: number, to: number, count: number): TimeStep {
  const target = (to - from) / Math.max(1, count)
  if (target < second) return { unit: 'millisecond', count: roundStep(target) }
  if (target > year) return { unit: 'year', count: roundStep(target / year) }
  const ratio = ({ unit, count: n }: TimeStep): number => Math.abs(Math.log(target / (units[unit].length * n)))
  return steps.reduce((best, step) => (ratio(step) < ratio(best) ? step : best))
}

/** The ticks between two times, in milliseconds, at the beginnings of seconds, hours, days … on this clock. */
export function timeTicks(from: number, to: number, { unit, count }: TimeStep): number[] {
  const { floor, next } = units[unit]
  const ticks: number[] = []
  let last = -Infinity
  for (let date = floor(new Date(from), count); date.getTime() <= to; date = next(date, count)) {
    const time = date.getTime()
    // Where clocks are set forward an hour is missing, and its beginning is that of the next.
    if (time >= from && time > last) ticks.push(time)
    if (time <= last) break
    last = time
  }
  return ticks
}

/** The whole steps around two times. */
export function niceTimes(from: number, to: number, { unit, count }: TimeStep): readonly [number, number] {
  const { floor, next } = units[unit]
  const end = floor(new Date(to), count).getTime()
  return [floor(new Date(from), count).getTime(), end === to ? to : next(new Date(end), count).getTime()]
}

const below = (number: number, count: number): number => Math.floor(number / count) * count

/** Units that are of the same length at all times; counted on this clock, not on that of Greenwich. */
function plain(length: number): Calendar {
  return {
    length,
    floor(date, count) {
      const shift = date.getTimezoneOffset() * minute
      return new Date(below(date.getTime() - shift, count * length) + shift)
    },
    next: (date, count) => new Date(date.getTime() + count * length),
  }
}

/** Every so many days of a month; the last days of a month are left out when the next month begins too soon after them. */
function nextDay(date: Date, count: number): Date {
  const next = new Date(date.getFullYear(), date.getMonth(), date.getDate() + count)
  const monthStart = new Date(date.getFullYear(), date.getMonth() + 1, 1)
  return next.getTime() >= monthStart.getTime() - (count * day) / 2 ? monthStart : next
}

/** The constructor takes years below 100 for years of the last century. */
function yearStart(fullYear: number): Date {
  const date = new Date(2000, 0, 1)
  date.setFullYear(fullYear)
  return date
}

/** 1, 2 or 5 times a power of ten. */
function roundStep(target: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, target)))
  const share = target / power
  return power * (share > 7 ? 10 : share > 3.5 ? 5 : share > 1.5 ? 2 : 1)
}
