import type { Choice } from '../choice/model.ts'

export interface Dropdown {
  name: string
  label?: string
  placeholder?: string
  value?: string
  values?: string[]
  choices?: Choice[]
  required?: boolean
  disabled?: boolean
  trigger?: boolean
  width?: string
  visible?: boolean
  tooltip?: string
  popup?: 'auto' | 'always' | 'never'
}
