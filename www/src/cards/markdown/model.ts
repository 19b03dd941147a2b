import type { Command } from '../../components/command/model.ts'
import type { Json } from '../../page/json.ts'

export interface MarkdownCard {
  title: string
  content: string
  data?: Json
  compact?: boolean
  commands?: Command[]
}
