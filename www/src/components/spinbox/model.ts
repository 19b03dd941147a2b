export interface Spinbox {
  name: string
  label?: string
  min?: number
  max?: number
  step?: number
  value?: number
  disabled?: boolean
  width?: string
  visible?: boolean
  trigger?: boolean
  tooltip?: string
}
