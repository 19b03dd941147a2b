import type { Component } from '../component.ts'

export interface Link {
  label?: string
  path?: string
  disabled?: boolean
  download?: boolean
  button?: boolean
  width?: string
  visible?: boolean
  target?: string
  tooltip?: string
  name?: string
}

export interface Links {
  items: Component[]
  label?: string
  inline?: boolean
  width?: string
}
