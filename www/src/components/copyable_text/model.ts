export interface CopyableText {
  value: string
  label: string
  name?: string
  multiline?: boolean
  height?: string
  width?: string
}
