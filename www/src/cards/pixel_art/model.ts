import type { Command } from '../../components/command/model.ts'
import type { Json } from '../../page/json.ts'

export interface PixelArtCard {
  title: string
  data: Json
  commands?: Command[]
}
