import type { Command } from '../command/model.ts'

export interface Menu {
  items: Command[]
  icon?: string
  image?: string
  name?: string
  label?: string
}
