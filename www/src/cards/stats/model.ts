import type { Command } from '../../components/command/model.ts'
import type { Json } from '../../page/json.ts'

interface StatCard {
  title: string
  value: string
  data?: Json
  commands?: Command[]
}

export type SmallStatCard = StatCard

export interface LargeStatCard extends StatCard {
  aux_value: string
  caption: string
}

/** Cards that show how much of something there is. */
export interface ProgressStatCard extends StatCard {
  aux_value: string
  /** From 0 to 1. */
  progress: number
  plot_color?: string
}

export interface LargeBarStatCard extends ProgressStatCard {
  caption: string
  value_caption: string
  aux_value_caption: string
}

/** Cards with a spark plot. */
export interface SeriesStatCard extends StatCard {
  aux_value?: string
  plot_data: Json
  plot_value: string
  plot_zero_value?: number
  plot_category?: string
  plot_type?: 'area' | 'interval'
  plot_curve?: 'linear' | 'smooth' | 'step' | 'step-after' | 'step-before'
  plot_color?: string
}

export interface Pie {
  label: string
  value: string
  /** From 0 to 1. */
  fraction: number
  color: string
  aux_value?: string
}

export interface WidePieStatCard {
  title: string
  pies: Pie[]
  commands?: Command[]
}

export interface Stat {
  label: string
  value?: string
}

export interface TallStatsCard {
  items: Stat[]
  name?: string
  commands?: Command[]
}

/** What the rows of a list and of a table have in common. */
export interface StatItem {
  label: string
  name?: string
  caption?: string
  icon?: string
  icon_color?: string
}

export interface StatListItem extends StatItem {
  value?: string
  value_color?: string
  aux_value?: string
}

export interface StatListCard {
  title: string
  items: StatListItem[]
  name?: string
  subtitle?: string
  commands?: Command[]
}

export interface StatTableItem extends StatItem {
  values: string[]
  colors?: string[]
}

export interface StatTableCard {
  title: string
  columns: string[]
  items: StatTableItem[]
  name?: string
  subtitle?: string
  commands?: Command[]
}
