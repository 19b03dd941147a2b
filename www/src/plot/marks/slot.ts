import { at, keyLength, type Encoding } from './encoding.ts'

export interface SlotOptions {
  /** How much of the room of its key a mark takes. */
  readonly share: number
  /** No wider than that, in pixels. */
  readonly maxPixels: number
}

/** From which key to which a mark reaches, in units: its lane of the room that belongs to its key. */
export function slotter(encoding: Encoding, { share, maxPixels }: SlotOptions): (row: number) => readonly [number, number] {
  const { dodge, key, keyScale, sizeOf } = encoding
  const pixels = keyLength(encoding)
  const room = key.at && keyScale.step > 0 ? keyScale.step : 1
  const widest = Math.min((room * share) / dodge.count, maxPixels / pixels)
  return (row) => {
    const asked = sizeOf(row)
    const width = asked === undefined ? widest : asked / pixels
    const center = key.at ? at(key.at, row) : 0.5
    const middle = center + (dodge.laneOf(row) - (dodge.count - 1) / 2) * width
    return [middle - width / 2, middle + width / 2]
  }
}
