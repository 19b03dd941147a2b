import type { Choice } from '../choice/model.ts'

export interface Picker {
  name: string
  choices: Choice[]
  label?: string
  values?: string[]
  max_choices?: number
  required?: boolean
  disabled?: boolean
  width?: string
  visible?: boolean
  trigger?: boolean
  tooltip?: string
}
