import type { Command } from '../../components/command/model.ts'

export interface ToolbarCard {
  items: Command[]
  secondary_items?: Command[]
  overflow_items?: Command[]
  commands?: Command[]
}
