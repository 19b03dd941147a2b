import type { Command } from '../../components/command/model.ts'
import type { Json } from '../../page/json.ts'

export interface ChatSuggestion {
  name: string
  label: string
  caption?: string
  icon?: string
}

export interface ChatbotCard {
  name: string
  data: Json
  placeholder?: string
  events?: string[]
  generating?: boolean
  suggestions?: ChatSuggestion[]
  disabled?: boolean
  value?: string
  /** Older messages, given by the app when it is asked for them. */
  prev_items?: Json
  commands?: Command[]
}
