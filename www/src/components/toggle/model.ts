export interface Toggle {
  name: string
  label?: string
  value?: boolean
  disabled?: boolean
  trigger?: boolean
  width?: string
  visible?: boolean
  tooltip?: string
}
