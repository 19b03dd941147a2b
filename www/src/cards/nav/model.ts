export interface NavGroup {
  label: string
  items: NavItem[]
  collapsed?: boolean
}

export interface NavItem {
  name: string
  label: string
  icon?: string
  disabled?: boolean
  tooltip?: string
  path?: string
}
