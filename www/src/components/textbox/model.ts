export interface Textbox {
  name: string
  label?: string
  placeholder?: string
  value?: string
  mask?: string
  icon?: string
  prefix?: string
  suffix?: string
  error?: string
  required?: boolean
  disabled?: boolean
  readonly?: boolean
  multiline?: boolean
  password?: boolean
  trigger?: boolean
  height?: string
  width?: string
  visible?: boolean
  tooltip?: string
  spellcheck?: boolean
  type?: 'text' | 'number' | 'tel'
}
