export interface TimePicker {
  name: string
  label?: string
  placeholder?: string
  value?: string
  disabled?: boolean
  width?: string
  visible?: boolean
  trigger?: boolean
  required?: boolean
  hour_format?: '12' | '24'
  min?: string
  max?: string
  minutes_step?: number
}
