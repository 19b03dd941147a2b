export interface Markup {
  content: string
  name?: string
  width?: string
  visible?: boolean
}
