import type { Command } from '../../components/command/model.ts'

export interface MarkupCard {
  title: string
  content: string
  compact?: boolean
  commands?: Command[]
}
