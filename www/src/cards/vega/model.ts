import type { Command } from '../../components/command/model.ts'
import type { Json } from '../../page/json.ts'

export interface VegaCard {
  title: string
  specification: string
  data?: Json
  grammar?: 'vega-lite' | 'vega'
  commands?: Command[]
}
