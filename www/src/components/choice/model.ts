export interface Choice {
  name: string
  label?: string
  disabled?: boolean
}
