import { tickTextSize } from '../draw/shape.ts'
import type { Measure } from '../paint/look.ts'
import type { PositionScale, Tick } from '../scale/position.ts'
import { cutAll } from './ellipsis.ts'

/** The ticks of one side of a plot, as there is room for them. */
export interface TickFit {
  readonly ticks: readonly Tick[]
  /** Of the labels, clockwise, in degrees. */
  readonly rotation: 0 | -45
  /** How far the labels reach away from the axis, in pixels. */
  readonly depth: number
}

export interface Room {
  /** Of the axis, in pixels. */
  readonly length: number
  /** Away from the axis, in pixels. */
  readonly maxDepth: number
  readonly measure: Measure
}

const lineHeight = 14
const gapBetweenLabels = 10
/** Room for one tick along an axis, in pixels; more ticks would be noise. */
const tickSpacing = { level: 70, upright: 30 }
const minDiscreteRotatedSpacing = 16
const diagonal = Math.SQRT1_2

/** Labels beside an upright axis: one under the other, cut where they are too long. */
export function fitUpright(scale: PositionScale, room: Room): TickFit {
  const ticks = thinned(scale.ticks(), scale, room.length, lineHeight)
  const cut = shortened(ticks, room.maxDepth, room.measure)
  return { ticks: cut, rotation: 0, depth: widest(cut, room.measure) }
}

/** Labels below a level axis: side by side, else slanted, and only as many as can be read. */
export function fitLevel(scale: PositionScale, room: Room): TickFit {
  const level = { rotation: 0, depth: lineHeight } as const
  const ticks = scale.ticks()
  const fit = (all: readonly Tick[]): boolean => all.length < 2 || widest(all, room.measure) + gapBetweenLabels <= spacing(all, room.length)
  if (fit(ticks)) return { ...level, ticks }
  const isReadable = scale.kind !== 'discrete' || isOrdinal(ticks)
  return isReadable ? { ...level, ticks: everyOther(ticks, fit) } : slanted(ticks, scale, room)
}

/** Numbers and dates, also as text: a reader knows what stands between two of them. */
const isOrdinal = (ticks: readonly Tick[]): boolean => ticks.every(({ value }) => typeof value === 'number' || ordinal.test(String(value)))

const ordinal = /^-?\d+(\.\d+)?$|^\d{4}-\d\d(-\d\d)?(T|$)/

function slanted(ticks: readonly Tick[], scale: PositionScale, room: Room): TickFit {
  const kept = thinned(ticks, scale, room.length, minDiscreteRotatedSpacing)
  const maxWidth = (room.maxDepth - lineHeight / 2) / diagonal
  const cut = shortened(kept, maxWidth, room.measure)
  return { ticks: cut, rotation: -45, depth: (widest(cut, room.measure) + lineHeight) * diagonal }
}

function shortened(ticks: readonly Tick[], maxWidth: number, measure: Measure): Tick[] {
  const labels = cutAll(ticks.map(({ label }) => label), maxWidth, tickTextSize, measure)
  return ticks.map((tick, place) => ({ ...tick, label: labels[place] ?? '' }))
}

/** Every second, third … tick, until they fit. */
function everyOther(ticks: readonly Tick[], fit: (ticks: readonly Tick[]) => boolean): readonly Tick[] {
  for (let every = 1; every < ticks.length; every++) {
    const kept = ticks.filter((_, place) => place % every === 0)
    if (fit(kept)) return kept
  }
  return ticks.slice(0, 1)
}

/** Categories closer together than that many pixels are labelled now and then only. */
function thinned(ticks: readonly Tick[], scale: PositionScale, length: number, minSpacing: number): readonly Tick[] {
  if (scale.kind !== 'discrete') return ticks
  const every = Math.max(1, Math.ceil(minSpacing / Math.max(1e-6, scale.step * length)))
  return ticks.filter((_, place) => place % every === 0)
}

/** About how many ticks go well with an axis of that many pixels. */
export const tickCountFor = (length: number, direction: 'level' | 'upright'): number =>
  Math.min(10, Math.max(2, Math.floor(length / tickSpacing[direction])))

const widest = (ticks: readonly Tick[], measure: Measure): number =>
  ticks.reduce((width, { label }) => Math.max(width, measure(label, tickTextSize)), 0)

/** The smallest distance between two neighbours, in pixels. */
function spacing(ticks: readonly Tick[], length: number): number {
  let smallest = Infinity
  ticks.forEach((tick, place) => {
    const next = ticks[place + 1]
    if (next) smallest = Math.min(smallest, Math.abs(next.at - tick.at) * length)
  })
  return smallest
}
