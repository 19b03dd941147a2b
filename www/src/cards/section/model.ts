import type { Command } from '../../components/command/model.ts'
import type { Component } from '../../components/component.ts'

export interface SectionCard {
  title: string
  subtitle: string
  items?: Component[] | string
  commands?: Command[]
}
