import type { Json } from '../../page/json.ts'

export interface Template {
  content: string
  data?: Json
  name?: string
  width?: string
  visible?: boolean
}
