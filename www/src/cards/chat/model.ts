import type { Command } from '../../components/command/model.ts'
import type { Json } from '../../page/json.ts'

export interface ChatCard {
  title: string
  data: Json
  capacity?: number
  commands?: Command[]
}
