import type { Component } from '../component.ts'

export interface Expander {
  name: string
  label?: string
  expanded?: boolean
  items?: Component[]
  width?: string
  visible?: boolean
}
