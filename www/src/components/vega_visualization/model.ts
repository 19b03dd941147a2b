import type { Json } from '../../page/json.ts'

export type Grammar = 'vega-lite' | 'vega'

export interface VegaVisualization {
  specification: string
  data?: Json
  width?: string
  height?: string
  name?: string
  visible?: boolean
  grammar?: Grammar
}
