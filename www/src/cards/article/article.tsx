import './article.css'
import { Items } from '../../components/items.tsx'
import { Markdown } from '../../markdown/markdown.tsx'
import type { Json } from '../../page/json.ts'
import type { CardProps, CardView } from '../../view/card.ts'
import { useNode } from '../../view/reactive.ts'
import type { ArticleCard } from '../../vocabulary/content.ts'

function ArticleCardView({ card }: CardProps) {
  const { title, content, items } = useNode(card.data) as unknown as ArticleCard
  return (
    <article class="w-article">
      <h2>{title}</h2>
      {items && (
        <div class="w-items-row w-article-items">
          <Items items={items as Json} />
        </div>
      )}
      {content && <Markdown text={content} />}
    </article>
  )
}

export const views: Record<'article', CardView> = { article: ArticleCardView }
