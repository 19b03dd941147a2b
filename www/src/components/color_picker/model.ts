export interface ColorPicker {
  name: string
  label?: string
  value?: string
  choices?: string[]
  width?: string
  alpha?: boolean
  inline?: boolean
  visible?: boolean
  trigger?: boolean
  tooltip?: string
}
