import './preview.css'
import { Items } from '../../components/items.tsx'
import { Markdown } from '../../markdown/markdown.tsx'
import type { Json } from '../../page/json.ts'
import type { CardProps } from '../../view/card.ts'
import { useNode } from '../../view/reactive.ts'
import type { PreviewCard } from '../../vocabulary/previews.ts'
import { LabelButton, StretchedTitle } from './stretched.tsx'

/** A picture with words in front of it. */
export function PreviewCardView({ card }: CardProps) {
  const { name, image, title, items, caption, label } = useNode(card.data) as unknown as PreviewCard
  return (
    <div class="w-preview">
      <img class="w-preview-image" src={image} alt="" />
      <div class="w-preview-words">
        <div class="w-preview-head">
          <StretchedTitle name={label ? undefined : name}>{title || (label ? '' : <span class="w-sr">{name}</span>)}</StretchedTitle>
          {items && (
            <div class="w-items-row w-teaser-items">
              <Items items={items as Json} />
            </div>
          )}
        </div>
        {caption && <Markdown text={caption} />}
      </div>
      {label && <LabelButton name={name} label={label} />}
    </div>
  )
}
