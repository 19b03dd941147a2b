export interface Tags {
  items: Tag[]
}

export interface Tag {
  label: string
  color: string
  label_color?: string
}
