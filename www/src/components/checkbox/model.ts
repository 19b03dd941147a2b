export interface Checkbox {
  name: string
  label?: string
  value?: boolean
  indeterminate?: boolean
  disabled?: boolean
  trigger?: boolean
  width?: string
  visible?: boolean
  tooltip?: string
}
