import { nice, ticks } from 'd3-array'
import type { Span } from './position.ts'
import { niceTimes, timeStep, timeTicks } from './time_ticks.ts'

/** How the numbers of an axis are spaced along it. */
export interface Spacing {
  /** A number that grows evenly along the axis. */
  even(value: number): number
  /** The other way round. */
  value(even: number): number
  /** The limits, rounded outwards to where ticks are. */
  nice(low: number, high: number, count: number): Span
  /** About so many round numbers within the limits. */
  ticks(low: number, high: number, count: number): number[]
}

export const linear: Spacing = {
  even: (value) => value,
  value: (even) => even,
  nice,
  ticks,
}

/** As far along as the square root. */
export const power: Spacing = {
  ...linear,
  even: (value) => Math.sign(value) * Math.sqrt(Math.abs(value)),
  value: (even) => Math.sign(even) * even ** 2,
}

/** Every factor of ten takes the same part of the axis. For numbers above zero. */
export const logarithmic: Spacing = {
  even: Math.log10,
  value: (even) => 10 ** even,
  nice: (low, high) => [10 ** Math.floor(Math.log10(low)), 10 ** Math.ceil(Math.log10(high))],
  ticks(low, high, count) {
    const [first, last] = [Math.ceil(Math.log10(low) - 1e-9), Math.floor(Math.log10(high) + 1e-9)]
    if (last - first < 1) return ticks(low, high, count)
    const every = Math.ceil((last - first + 1) / (count + 1))
    return Array.from({ length: Math.floor((last - first) / every) + 1 }, (_, place) => 10 ** (first + place * every))
  },
}

/** Milliseconds since 1970. */
export const temporal: Spacing = {
  ...linear,
  nice: (low, high, count) => niceTimes(low, high, timeStep(low, high, count)),
  ticks: (low, high, count) => timeTicks(low, high, timeStep(low, high, count)),
}
