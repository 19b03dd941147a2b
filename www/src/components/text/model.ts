import type { Command } from '../command/model.ts'

export interface Text {
  content: string
  size?: 'xl' | 'l' | 'm' | 's' | 'xs'
  width?: string
  visible?: boolean
  align?: 'start' | 'end' | 'center' | 'justify'
  tooltip?: string
  name?: string
}

export interface TextXl {
  content: string
  width?: string
  visible?: boolean
  align?: 'start' | 'end' | 'center' | 'justify'
  tooltip?: string
  commands?: Command[]
  name?: string
}

export interface TextL {
  content: string
  width?: string
  visible?: boolean
  align?: 'start' | 'end' | 'center' | 'justify'
  tooltip?: string
  commands?: Command[]
  name?: string
}

export interface TextM {
  content: string
  width?: string
  visible?: boolean
  align?: 'start' | 'end' | 'center' | 'justify'
  tooltip?: string
  name?: string
}

export interface TextS {
  content: string
  width?: string
  visible?: boolean
  align?: 'start' | 'end' | 'center' | 'justify'
  tooltip?: string
  name?: string
}

export interface TextXs {
  content: string
  width?: string
  visible?: boolean
  align?: 'start' | 'end' | 'center' | 'justify'
  tooltip?: string
  name?: string
}
