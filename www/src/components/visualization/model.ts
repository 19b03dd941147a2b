import type { Json, JsonObject } from '../../page/json.ts'

export interface Visualization {
  plot: JsonObject
  data: Json
  width?: string
  height?: string
  name?: string
  visible?: boolean
  events?: string[]
  interactions?: string[]
  animate?: boolean
}
