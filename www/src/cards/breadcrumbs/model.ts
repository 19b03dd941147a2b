import type { Command } from '../../components/command/model.ts'

export interface BreadcrumbsCard {
  items: Breadcrumb[]
  commands?: Command[]
}

export interface Breadcrumb {
  name: string
  label: string
}
