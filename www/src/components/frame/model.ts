export interface Frame {
  path?: string
  content?: string
  width?: string
  height?: string
  name?: string
  visible?: boolean
}
