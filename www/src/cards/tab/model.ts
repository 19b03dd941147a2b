import type { Command } from '../../components/command/model.ts'
import type { Tab } from '../../components/tabs/model.ts'

export interface TabCard {
  items: Tab[]
  value?: string
  link?: boolean
  name?: string
  commands?: Command[]
}
