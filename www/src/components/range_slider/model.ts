export interface RangeSlider {
  name: string
  label?: string
  min?: number
  max?: number
  step?: number
  min_value?: number
  max_value?: number
  disabled?: boolean
  width?: string
  trigger?: boolean
  visible?: boolean
  tooltip?: string
}
