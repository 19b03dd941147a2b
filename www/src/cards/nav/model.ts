import type { Command } from '../../components/command/model.ts'
import type { Component } from '../../components/component.ts'

export interface NavCard {
  items: NavGroup[]
  value?: string
  title?: string
  subtitle?: string
  icon?: string
  icon_color?: string
  image?: string
  persona?: Component
  secondary_items?: Component[]
  color?: 'card' | 'primary'
  commands?: Command[]
}

export interface NavGroup {
  label: string
  items: NavItem[]
  collapsed?: boolean
}

export interface NavItem {
  name: string
  label: string
  icon?: string
  disabled?: boolean
  tooltip?: string
  path?: string
}
