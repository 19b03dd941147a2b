import type { CardView } from '../view/card.ts'
import { LazyViews } from '../view/lazy.ts'
import type { Cards } from '../vocabulary/cards.ts'

/** The cards that page authors can use and that are seen; what the meta card says is read by the page itself. */
export type CardTag = Exclude<keyof Cards, 'meta'>

/** A family of cards: what its module exports. */
type Family<Tag extends CardTag> = { views: Record<Tag, CardView> }

const repeat = () => import('./repeat/index.ts')
const profile = () => import('./profile/index.ts')
const preview = () => import('./preview/index.ts')
const stats = () => import('./stats/index.ts')

/** Where each view comes from. A card without one does not compile. */
const loaders: { [Tag in CardTag]: () => Promise<Family<Tag>> } = {
  article: () => import('./article/article.tsx'),
  breadcrumbs: () => import('./breadcrumbs/breadcrumbs.tsx'),
  canvas: () => import('./canvas/canvas.tsx'),
  chat: () => import('./chat/chat.tsx'),
  chatbot: () => import('./chatbot/chatbot.tsx'),
  editor: () => import('./editor/editor.tsx'),
  flex: repeat,
  footer: () => import('./footer/footer.tsx'),
  form: () => import('./form/form.tsx'),
  frame: () => import('./frame/frame.tsx'),
  graphics: () => import('./graphics/graphics.tsx'),
  grid: repeat,
  header: () => import('./header/header.tsx'),
  image: () => import('./image/image.tsx'),
  large_bar_stat: stats,
  large_stat: stats,
  list: repeat,
  list_item1: repeat,
  markdown: () => import('./markdown/markdown.tsx'),
  markup: () => import('./markup/markup.tsx'),
  nav: () => import('./nav/nav.tsx'),
  pixel_art: () => import('./pixel_art/pixel_art.tsx'),
  plot: () => import('./plot/index.ts'),
  post: profile,
  preview,
  profile,
  repeat,
  section: () => import('./section/section.tsx'),
  small_series_stat: stats,
  small_stat: stats,
  stat_list: stats,
  stat_table: stats,
  tab: () => import('./tab/tab.tsx'),
  tall_article_preview: preview,
  tall_gauge_stat: stats,
  tall_info: preview,
  tall_series_stat: stats,
  tall_stats: stats,
  template: () => import('./template/template.tsx'),
  toolbar: () => import('./toolbar/toolbar.tsx'),
  vega: () => import('./vega/vega.tsx'),
  wide_article_preview: preview,
  wide_bar_stat: stats,
  wide_gauge_stat: stats,
  wide_info: preview,
  wide_pie_stat: stats,
  wide_plot: () => import('./plot/wide_plot.tsx'),
  wide_series_stat: stats,
}

export const cardViews = new LazyViews<CardView>(loaders)
