export interface Separator {
  label?: string
  name?: string
  width?: string
  visible?: boolean
}
