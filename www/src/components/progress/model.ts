export interface Progress {
  label: string
  caption?: string
  value?: number
  width?: string
  visible?: boolean
  tooltip?: string
  name?: string
  type?: 'bar' | 'spinner'
}
