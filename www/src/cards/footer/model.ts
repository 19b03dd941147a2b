import type { Command } from '../../components/command/model.ts'
import type { Component } from '../../components/component.ts'

export interface FooterCard {
  caption: string
  items?: Component[]
  commands?: Command[]
}
