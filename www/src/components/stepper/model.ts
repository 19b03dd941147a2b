export interface Stepper {
  name: string
  items: Step[]
  width?: string
  visible?: boolean
  tooltip?: string
}

export interface Step {
  label: string
  icon?: string
  done?: boolean
}
