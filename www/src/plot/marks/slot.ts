import { at, keyLength, type Encoding } from './encoding.ts'

export interface SlotOptions {
  /** How much of the room of its key a mark takes. */
  readonly share: number
  /** No wider than that, in pixels. */
  readonly maxPixels: number
}

/** Between two lanes, in pixels; none where lanes are narrow. */
const laneGap = 1
const minLaneForGap = 8

/** From which key to which a mark reaches, in units: its lane of the room that belongs to its key. */
export function slotter(encoding: Encoding, { share, maxPixels }: SlotOptions): (row: number) => readonly [number, number] {
  const { dodge, key, keyScale, sizeOf } = encoding
  const pixels = keyLength(encoding)
  const room = key.at && keyScale.step > 0 ? keyScale.step : 1
  const widest = Math.min((room * share) / dodge.count, maxPixels / pixels)
  // Neighbours of one colour would look like one.
  const gap = dodge.count > 1 && widest * pixels > minLaneForGap ? laneGap / pixels : 0
  return (row) => {
    const asked = sizeOf(row)
    const width = asked === undefined ? widest : asked / pixels
    const center = key.at ? at(key.at, row) : 0.5
    const middle = center + (dodge.laneOf(row) - (dodge.count - 1) / 2) * width
    return [middle - (width - gap) / 2, middle + (width - gap) / 2]
  }
}
