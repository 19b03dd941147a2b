export interface Slider {
  name: string
  label?: string
  min?: number
  max?: number
  step?: number
  value?: number
  disabled?: boolean
  trigger?: boolean
  width?: string
  visible?: boolean
  tooltip?: string
}
