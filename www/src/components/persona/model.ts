export interface Persona {
  title: string
  subtitle?: string
  caption?: string
  size?: 'xl' | 'l' | 'm' | 's' | 'xs'
  image?: string
  initials?: string
  initials_color?: string
  name?: string
}
