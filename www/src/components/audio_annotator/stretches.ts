import type { AudioAnnotatorItem } from '../../vocabulary/audio_annotator.ts'
import { clamp } from '../slider/range.ts'
import { padded } from '../time_picker/time.ts'

/** Seconds as they are submitted: hundredths are enough. */
export const rounded = (seconds: number): number => Math.round(seconds * 100) / 100

/** Stretches in the order in which they begin; those of one tag that overlap are one. */
export function merged(items: readonly AudioAnnotatorItem[]): AudioAnnotatorItem[] {
  const result: AudioAnnotatorItem[] = []
  for (const item of [...items].sort((a, b) => a.start - b.start)) {
    const overlapped = result.find(({ tag, end }) => tag === item.tag && end >= item.start)
    if (overlapped) overlapped.end = Math.max(overlapped.end, item.end)
    else result.push({ start: rounded(item.start), end: rounded(item.end), tag: item.tag })
  }
  return result.map(({ start, end, tag }) => ({ start, end: rounded(end), tag }))
}

/** Where the stretch with a moment of that tag is. */
export const placeOf = (items: readonly AudioAnnotatorItem[], tag: string, second: number): number =>
  items.findIndex((item) => item.tag === tag && item.start <= second && second <= item.end)

/** A stretch that was moved, but not out of the recording. */
export function moved({ start, end, tag }: AudioAnnotatorItem, by: number, duration: number): AudioAnnotatorItem {
  const shift = clamp(by, { min: -start, max: duration - end })
  return { start: rounded(start + shift), end: rounded(end + shift), tag }
}

export const edges = ['start', 'end'] as const
export type Edge = (typeof edges)[number]

/** A stretch one of whose ends was moved; it may turn over. */
export function stretched(item: AudioAnnotatorItem, edge: Edge, to: number, duration: number): AudioAnnotatorItem {
  const fixed = edge === 'start' ? item.end : item.start
  const other = clamp(to, { min: 0, max: duration })
  return { start: rounded(Math.min(fixed, other)), end: rounded(Math.max(fixed, other)), tag: item.tag }
}

/** How stretches share the height where several are at once: the lane of each, and how many lanes there are. */
export function lanesOf(items: readonly AudioAnnotatorItem[]): { lanes: number[]; count: number } {
  const tags = [...new Set(items.map(({ tag }) => tag))]
  let end = -Infinity
  const overlaps = [...items]
    .sort((a, b) => a.start - b.start || a.end - b.end)
    .some((item) => {
      const isCovered = item.start < end
      end = Math.max(end, item.end)
      return isCovered
    })
  if (!overlaps) return { lanes: items.map(() => 0), count: 1 }
  return { lanes: items.map(({ tag }) => tags.indexOf(tag)), count: tags.length }
}

/** A moment as players tell it. */
export function clockText(seconds: number): string {
  const whole = Math.floor(Math.max(0, seconds))
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60]
  return hours ? `${hours}:${padded(minutes)}:${padded(whole % 60)}` : `${padded(minutes)}:${padded(whole % 60)}`
}
