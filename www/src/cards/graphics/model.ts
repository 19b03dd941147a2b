import type { Command } from '../../components/command/model.ts'
import type { Json } from '../../page/json.ts'

export interface GraphicsCard {
  view_box: string
  stage?: Json
  scene?: Json
  width?: string
  height?: string
  image?: string
  image_path?: string
  image_type?: string
  commands?: Command[]
}
