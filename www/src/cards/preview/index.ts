import type { CardView } from '../../view/card.ts'
import { TallArticlePreviewCardView, WideArticlePreviewCardView } from './article_previews.tsx'
import { TallInfoCardView, WideInfoCardView } from './info.tsx'
import { PreviewCardView } from './preview.tsx'

type Tag = 'preview' | 'tall_article_preview' | 'tall_info' | 'wide_article_preview' | 'wide_info'

export const views: Record<Tag, CardView> = {
  preview: PreviewCardView,
  tall_article_preview: TallArticlePreviewCardView,
  tall_info: TallInfoCardView,
  wide_article_preview: WideArticlePreviewCardView,
  wide_info: WideInfoCardView,
}
