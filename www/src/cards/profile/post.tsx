import './profile.css'
import { Items } from '../../components/items.tsx'
import { Markdown } from '../../markdown/markdown.tsx'
import type { Json } from '../../page/json.ts'
import type { CardProps } from '../../view/card.ts'
import { useNode } from '../../view/reactive.ts'
import type { PostCard } from '../../vocabulary/previews.ts'
import { PersonaLine } from './persona_line.tsx'

/** What somebody has to show. */
export function PostCardView({ card }: CardProps) {
  const { persona, image, aux_value, caption, items } = useNode(card.data) as unknown as PostCard
  return (
    <article class="w-post">
      <PersonaLine persona={persona} aside={aux_value} />
      {image && <img class="w-post-image" src={image} alt="" />}
      {caption && <Markdown text={caption} class="w-post-caption" />}
      {items && (
        <div class="w-items">
          <Items items={items as Json} />
        </div>
      )}
    </article>
  )
}
