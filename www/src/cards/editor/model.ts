import type { Command } from '../../components/command/model.ts'

export interface EditorCard {
  mode: 'public' | 'private'
  commands?: Command[]
}
