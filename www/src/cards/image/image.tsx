import '../card_body.css'
import './image.css'
import { imageSource } from '../../components/image/source.ts'
import { Picture } from '../../components/image/picture.tsx'
import { evaluate } from '../../format/template.ts'
import { isObject } from '../../page/json.ts'
import type { CardProps, CardView } from '../../view/card.ts'
import { useNode } from '../../view/reactive.ts'
import { useRecord } from '../../view/records.ts'
import type { ImageCard } from '../../vocabulary/frames.ts'

/** A picture with a title. What is said of the picture may be an expression about the card's data. */
function ImageCardView({ card }: CardProps) {
  const { title, path, image, type, path_popup } = useNode(card.data) as unknown as ImageCard
  const record = useRecord(card)
  const data = isObject(record) ? record : {}
  const heading = evaluate(title, data)
  const said = { path: evaluate(path, data), image: evaluate(image, data), ...(type && { type: evaluate(type, data) }) }
  const source = imageSource(said)
  return (
    <div class="w-card-body w-image-card">
      {heading && <h2 class="w-title">{heading}</h2>}
      {source && <Picture source={source} title={heading} popup={path_popup} />}
    </div>
  )
}

export const views: Record<'image', CardView> = { image: ImageCardView }
