/** Minutes since midnight. */
export type Minutes = number

const dayMinutes = 24 * 60
/** Steps that divide an hour the way a clock does. */
const steps: ReadonlySet<number> = new Set([1, 5, 10, 15, 20, 30, 60])

/** Reads `HH:MM`. Undefined for anything else. */
export function parseTime(text: string | null | undefined): Minutes | undefined {
  const [, hours, minutes] = /^(\d{1,2}):(\d{2})(?::\d{2})?$/.exec(text?.trim() ?? '') ?? []
  const time = Number(hours) * 60 + Number(minutes)
  return hours !== undefined && Number(hours) < 24 && Number(minutes) < 60 ? time : undefined
}

/** With a nought before it where it has one digit. */
export const padded = (number: number): string => String(number).padStart(2, '0')

/** As `HH:MM`, with hours from 0 to 23. */
export const toTime = (time: Minutes): string => `${padded(Math.floor(time / 60))}:${padded(time % 60)}`

/** As a clock tells it: `02:05 PM`, or with hours from 0 to 23. */
export function timeText(text: string | null, twelve: boolean): string {
  const time = parseTime(text)
  if (time === undefined) return text ?? ''
  const { hour, afternoon } = onClock(time)
  return twelve ? `${padded(hour)}:${padded(time % 60)} ${afternoon ? 'PM' : 'AM'}` : toTime(time)
}

/** The hour on a clock of twelve, and the half of the day. */
export const onClock = (time: Minutes): { hour: number; afternoon: boolean } => ({
  hour: Math.floor(time / 60) % 12 || 12,
  afternoon: time >= dayMinutes / 2,
})

/** What times there are to choose from. */
export interface TimeRange {
  min: Minutes
  max: Minutes
  /** In minutes. */
  step: number
}

interface Given {
  min?: string
  max?: string
  minutes_step?: number
}

export const timeRangeOf = ({ min, max, minutes_step = 1 }: Given): TimeRange => ({
  min: parseTime(min) ?? 0,
  max: parseTime(max) ?? dayMinutes - 1,
  step: steps.has(minutes_step) ? minutes_step : 1,
})

export const isIn = ({ min, max }: TimeRange, time: Minutes): boolean => time >= min && time <= max

/** A time that the app gives, as near as it can be chosen. What is no time stays as it is. */
export function clampTime(text: string | undefined, { min, max }: TimeRange): string | null {
  const time = parseTime(text)
  return time === undefined ? (text ?? null) : toTime(Math.min(Math.max(time, min), Math.max(min, max)))
}

/** All hours of the day that hold a time that can be chosen. */
export const isHourIn = ({ min, max }: TimeRange, hour: number): boolean => hour * 60 + 59 >= min && hour * 60 <= max

export const minutesOf = ({ step }: TimeRange): number[] => Array.from({ length: 60 / step }, (_, place) => place * step)
