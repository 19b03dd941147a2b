import type { Command } from '../../components/command/model.ts'
import type { Json } from '../../page/json.ts'

export interface CanvasCard {
  title: string
  /** Pixels. */
  width: number
  height: number
  /** Shapes by the time at which they were drawn, in ISO 8601, each as JSON. */
  data: Json
  commands?: Command[]
}
