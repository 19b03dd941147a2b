import type { Command } from '../../components/command/model.ts'
import type { Component } from '../../components/component.ts'

export interface ProfileCard {
  persona: Component
  image: string
  items?: Component[]
  height?: string
  commands?: Command[]
}

export interface PostCard {
  persona: Component
  image: string
  aux_value?: string
  caption?: string
  items?: Component[]
  commands?: Command[]
}
