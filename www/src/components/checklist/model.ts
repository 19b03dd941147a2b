import type { Choice } from '../choice/model.ts'

export interface Checklist {
  name: string
  label?: string
  values?: string[]
  choices?: Choice[]
  trigger?: boolean
  inline?: boolean
  width?: string
  visible?: boolean
  tooltip?: string
}
