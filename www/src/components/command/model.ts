export interface Command {
  name: string
  label?: string
  caption?: string
  icon?: string
  items?: Command[]
  value?: string
  path?: string
  download?: boolean
}
