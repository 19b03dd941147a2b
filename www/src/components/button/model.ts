import type { Command } from '../command/model.ts'
import type { Component } from '../component.ts'

export interface Button {
  name: string
  label?: string
  caption?: string
  value?: string
  primary?: boolean
  disabled?: boolean
  link?: boolean
  icon?: string
  width?: string
  visible?: boolean
  tooltip?: string
  path?: string
  commands?: Command[]
}

export interface Buttons {
  items: Component[]
  justify?: 'start' | 'end' | 'center' | 'between' | 'around'
  name?: string
  width?: string
  visible?: boolean
}

export interface MiniButton {
  name: string
  label: string
  icon?: string
}

export interface MiniButtons {
  items: Component[]
  visible?: boolean
}
