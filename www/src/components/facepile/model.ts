import type { Component } from '../component.ts'

export interface Facepile {
  /** Personas. */
  items: Component[]
  name?: string
  max?: number
  value?: string
}
