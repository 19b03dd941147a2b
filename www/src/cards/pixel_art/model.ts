import type { Command } from '../../components/command/model.ts'
import type { Json } from '../../page/json.ts'

export interface PixelArtCard {
  title: string
  /** A buffer of 256 rows, line by line, each with a `color`. */
  data: Json
  commands?: Command[]
}
