import './article_previews.css'
import { Items } from '../../components/items.tsx'
import { Markdown } from '../../markdown/markdown.tsx'
import type { Json } from '../../page/json.ts'
import type { CardProps } from '../../view/card.ts'
import { useNode } from '../../view/reactive.ts'
import type { TallArticlePreviewCard, WideArticlePreviewCard } from '../../vocabulary/previews.ts'
import { PersonaLine } from '../profile/persona_line.tsx'
import { StretchedTitle } from './stretched.tsx'

const TeaserItems = ({ items }: { items: unknown[] | undefined }) =>
  items ? (
    <div class="w-items w-teaser-items">
      <Items items={items as Json} />
    </div>
  ) : null

/** The beginning of an article, below a picture that bears its title. */
export function TallArticlePreviewCardView({ card }: CardProps) {
  const { title, image, subtitle, value, content, name, items } = useNode(card.data) as unknown as TallArticlePreviewCard
  return (
    <article class="w-teaser w-teaser-tall">
      <div class="w-teaser-picture">
        <img src={image} alt="" />
        <div class="w-teaser-gradient">
          <div>
            <StretchedTitle name={name}>{title}</StretchedTitle>
            {subtitle && <div class="w-teaser-subtitle">{subtitle}</div>}
          </div>
          {value && <div class="w-teaser-value">{value}</div>}
        </div>
      </div>
      {(content || items) && (
        <div class="w-teaser-words">
          {content && <Markdown text={content} />}
          <TeaserItems items={items} />
        </div>
      )}
    </article>
  )
}

/** The beginning of an article, beside a picture, and who wrote it. */
export function WideArticlePreviewCardView({ card }: CardProps) {
  const { persona, image, title, name, aux_value, items, content } = useNode(card.data) as unknown as WideArticlePreviewCard
  return (
    <article class="w-teaser w-teaser-wide">
      <PersonaLine persona={persona} aside={aux_value} />
      <div class="w-teaser-halves">
        <img src={image} alt="" />
        <div class="w-teaser-words">
          <StretchedTitle name={name}>{title}</StretchedTitle>
          {content && <Markdown text={content} />}
          <TeaserItems items={items} />
        </div>
      </div>
    </article>
  )
}
