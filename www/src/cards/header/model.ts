import type { NavGroup } from '../nav/model.ts'
import type { Command } from '../../components/command/model.ts'
import type { Component } from '../../components/component.ts'

export interface HeaderCard {
  title: string
  subtitle: string
  icon?: string
  icon_color?: string
  image?: string
  nav?: NavGroup[]
  items?: Component[]
  secondary_items?: Component[]
  color?: 'card' | 'transparent' | 'primary'
  commands?: Command[]
}
