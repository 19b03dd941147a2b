import type { Command } from '../../components/command/model.ts'
import type { Json } from '../../page/json.ts'

export interface ChatCard {
  title: string
  /** Messages by the time at which they were sent, in ISO 8601: each is `{"u": user, "m": text}` as JSON. */
  data: Json
  capacity?: number
  commands?: Command[]
}
