import type { Choice } from '../choice/model.ts'

export interface ChoiceGroup {
  name: string
  label?: string
  value?: string
  choices?: Choice[]
  required?: boolean
  trigger?: boolean
  inline?: boolean
  width?: string
  visible?: boolean
  tooltip?: string
}
