import type { Command } from '../../components/command/model.ts'
import type { Json, JsonObject } from '../../page/json.ts'

export interface PlotCard {
  title?: string
  data: Json
  plot: JsonObject
  events?: string[]
  interactions?: string[]
  animate?: boolean
  commands?: Command[]
}

export interface WidePlotCard {
  title: string
  caption: string
  data: Json
  plot: JsonObject
  commands?: Command[]
}
