export interface Image {
  title: string
  type?: string
  image?: string
  path?: string
  width?: string
  visible?: boolean
  path_popup?: string
}
