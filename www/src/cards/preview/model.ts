import type { Command } from '../../components/command/model.ts'
import type { Component } from '../../components/component.ts'

export interface PreviewCard {
  name: string
  image: string
  title?: string
  items?: Component[]
  caption?: string
  label?: string
  commands?: Command[]
}

export interface TallInfoCard {
  name: string
  title: string
  caption: string
  label?: string
  icon?: string
  image?: string
  image_height?: string
  category?: string
  commands?: Command[]
}

export interface WideInfoCard {
  name: string
  title: string
  caption: string
  label?: string
  subtitle?: string
  align?: 'left' | 'right'
  icon?: string
  image?: string
  category?: string
  commands?: Command[]
}

export interface TallArticlePreviewCard {
  title: string
  image: string
  subtitle?: string
  value?: string
  content?: string
  name?: string
  items?: Component[]
  commands?: Command[]
}

export interface WideArticlePreviewCard {
  persona: Component
  image: string
  title: string
  name?: string
  aux_value?: string
  items?: Component[]
  content?: string
  commands?: Command[]
}
