import type { Command } from '../../components/command/model.ts'

export interface FrameCard {
  title: string
  path?: string
  content?: string
  compact?: boolean
  commands?: Command[]
}
