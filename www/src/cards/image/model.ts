import type { Command } from '../../components/command/model.ts'
import type { Json } from '../../page/json.ts'

export interface ImageCard {
  title: string
  type?: string
  image?: string
  data?: Json
  path?: string
  path_popup?: string
  commands?: Command[]
}
