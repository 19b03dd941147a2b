export interface Combobox {
  name: string
  label?: string
  placeholder?: string
  value?: string
  values?: string[]
  choices?: string[]
  error?: string
  disabled?: boolean
  width?: string
  visible?: boolean
  tooltip?: string
  trigger?: boolean
  required?: boolean
}
