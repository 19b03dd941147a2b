import type { Command } from '../../components/command/model.ts'
import type { Component } from '../../components/component.ts'

export interface FormCard {
  items: Component[] | string
  title?: string
  commands?: Command[]
}
