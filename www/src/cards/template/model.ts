import type { Command } from '../../components/command/model.ts'
import type { Json } from '../../page/json.ts'

export interface TemplateCard {
  title: string
  content: string
  data?: Json
  commands?: Command[]
}
