export interface DatePicker {
  name: string
  label?: string
  placeholder?: string
  value?: string
  disabled?: boolean
  trigger?: boolean
  width?: string
  visible?: boolean
  tooltip?: string
  min?: string
  max?: string
}
