import type { Component } from '../component.ts'

export interface Inline {
  items: Component[]
  justify?: 'start' | 'end' | 'center' | 'between' | 'around'
  align?: 'start' | 'end' | 'center' | 'baseline'
  inset?: boolean
  height?: string
  direction?: 'row' | 'column'
}
