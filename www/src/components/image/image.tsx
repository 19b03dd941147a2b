import type { Image } from '../../vocabulary/frames.ts'
import type { ComponentProps } from '../component.ts'
import { Picture } from './picture.tsx'
import { imageSource } from './source.ts'

function ImageView({ model }: ComponentProps<Image>) {
  const source = imageSource(model)
  return source ? <Picture source={source} title={model.title} popup={model.path_popup} /> : null
}

export const views = { image: ImageView }
