export interface FileUpload {
  name: string
  label?: string
  multiple?: boolean
  file_extensions?: string[]
  /** MiB. */
  max_file_size?: number
  /** MiB, all files together. */
  max_size?: number
  height?: string
  width?: string
  compact?: boolean
  visible?: boolean
  tooltip?: string
  required?: boolean
}
