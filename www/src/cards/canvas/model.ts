import type { Command } from '../../components/command/model.ts'
import type { Json } from '../../page/json.ts'

export interface CanvasCard {
  title: string
  width: number
  height: number
  data: Json
  commands?: Command[]
}
