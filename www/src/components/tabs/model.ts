export interface Tabs {
  name: string
  value?: string
  items?: Tab[]
  width?: string
  visible?: boolean
  link?: boolean
}

export interface Tab {
  name: string
  label?: string
  icon?: string
  path?: string
}
