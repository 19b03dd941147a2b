import { isBlank } from './cell.ts'

const million = 1e6

/** Formats are dear to make, and a live plot would make the same ones at every frame. */
const formats = new Map<string, Intl.NumberFormat>()

/** Prints the numbers of one axis: as many digits as tell two ticks apart, and no more. */
export function numberText(step: number, largest: number): (value: number) => string {
  if (!(step > 0)) return String
  if (largest >= million) return text({ notation: 'compact', maximumFractionDigits: decimalsOf(step / thousandsBelow(largest)) })
  if (largest < 1e-4) return plainZero(text({ notation: 'scientific', maximumFractionDigits: 2 }))
  const decimals = decimalsOf(step)
  const print = text({ minimumFractionDigits: decimals, maximumFractionDigits: decimals, useGrouping: largest >= 10_000 })
  return decimals > 1 ? plainZero(print) : print
}

/** Many digits of nothing are nothing but noise. */
const plainZero = (print: (value: number) => string) => (value: number): string => (value === 0 ? '0' : print(value))

/** Prints a single number, without the noise of its last binary digits. */
export const plainNumber = text({ maximumSignificantDigits: 8 })

/** Prints a cell that has no format of its own. */
export const cellText = (cell: unknown): string => (typeof cell === 'number' ? plainNumber(cell) : isBlank(cell) ? '' : String(cell))

/** Prints a number that is there for orientation only. */
export const roughNumber = text({ maximumSignificantDigits: 3, notation: 'compact' })

/** Prints the times of one axis: as precisely as its finest needs; but the year where a year begins. */
export function timeText(times: readonly number[]): (time: number) => string {
  const dates = times.map((time) => new Date(time))
  const { format, isDay } = timeFormats.find(({ needs }) => dates.some(needs)) ?? yearFormat
  return (time) => {
    const date = new Date(time)
    return (isDay && date.getDate() === 1 && date.getMonth() === 0 ? yearFormat.format : format).format(date)
  }
}

/** A day, and the time of day unless it is midnight. */
export function fullTimeText(value: number | Date): string {
  const date = new Date(value)
  const day = `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`
  const time = `${pad(date.getHours())}:${pad(date.getMinutes())}`
  const isMidnight = time === '00:00' && date.getSeconds() === 0
  if (isMidnight) return day
  return date.getSeconds() === 0 ? `${day} ${time}` : `${day} ${time}:${pad(date.getSeconds())}`
}

const pad = (number: number): string => String(number).padStart(2, '0')

/** The thousand, million, billion … that a number is counted in. */
const thousandsBelow = (number: number): number => 1000 ** Math.floor(Math.log10(number) / 3)

const decimalsOf = (step: number): number => Math.min(10, Math.max(0, -Math.floor(Math.log10(step) + 1e-9)))

function text(options: Intl.NumberFormatOptions): (value: number) => string {
  const key = JSON.stringify(options)
  const format = formats.get(key) ?? new Intl.NumberFormat(undefined, options)
  formats.set(key, format)
  return (value) => format.format(value)
}

interface TimeFormat {
  /** Would this time be printed wrongly in a coarser format? */
  readonly needs: (date: Date) => boolean
  readonly format: Intl.DateTimeFormat
  /** Prints days or more, without their year. */
  readonly isDay: boolean
}

const yearFormat: TimeFormat = { needs: () => true, format: dateFormat({ year: 'numeric' }), isDay: false }

const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const

/** From the finest to the coarsest. */
const timeFormats: readonly TimeFormat[] = [
  { needs: (date) => date.getMilliseconds() !== 0, format: dateFormat({ second: '2-digit', fractionalSecondDigits: 3 }), isDay: false },
  { needs: (date) => date.getSeconds() !== 0, format: dateFormat({ ...clock, second: '2-digit' }), isDay: false },
  { needs: (date) => date.getMinutes() !== 0 || date.getHours() !== 0, format: dateFormat(clock), isDay: false },
  { needs: (date) => date.getDate() !== 1, format: dateFormat({ month: 'short', day: 'numeric' }), isDay: true },
  { needs: (date) => date.getMonth() !== 0, format: dateFormat({ month: 'short' }), isDay: true },
]

function dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(undefined, options)
}
