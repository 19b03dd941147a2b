import type { Command } from '../../components/command/model.ts'
import type { Component } from '../../components/component.ts'

export interface ArticleCard {
  title: string
  content?: string
  items?: Component[]
  commands?: Command[]
}
