export interface Stats {
  items: Stat[]
  justify?: 'start' | 'end' | 'center' | 'between' | 'around'
  inset?: boolean
  width?: string
  visible?: boolean
  name?: string
}

export interface Stat {
  label: string
  value?: string
  caption?: string
  icon?: string
  icon_color?: string
  name?: string
}
