export interface Label {
  label: string
  required?: boolean
  disabled?: boolean
  width?: string
  visible?: boolean
  tooltip?: string
  name?: string
}
