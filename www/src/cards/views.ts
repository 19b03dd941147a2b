import type { CardView } from '../view/card.ts'
import { LazyViews } from '../view/lazy.ts'

/** The cards that page authors can use. */
export type CardTag =
  | 'footer'
  | 'form'
  | 'header'
  | 'large_bar_stat'
  | 'large_stat'
  | 'markdown'
  | 'markup'
  | 'plot'
  | 'section'
  | 'small_series_stat'
  | 'small_stat'
  | 'stat_list'
  | 'stat_table'
  | 'tall_gauge_stat'
  | 'tall_series_stat'
  | 'tall_stats'
  | 'wide_bar_stat'
  | 'wide_gauge_stat'
  | 'wide_pie_stat'
  | 'wide_plot'
  | 'wide_series_stat'

/** A family of cards: what its module exports. */
type Family<Tag extends CardTag> = { views: Record<Tag, CardView> }

const stats = () => import('./stats/index.ts')

/** Where each view comes from. A card without one does not compile. */
const loaders: { [Tag in CardTag]: () => Promise<Family<Tag>> } = {
  footer: () => import('./footer/footer.tsx'),
  form: () => import('./form/form.tsx'),
  header: () => import('./header/header.tsx'),
  large_bar_stat: stats,
  large_stat: stats,
  markdown: () => import('./markdown/markdown.tsx'),
  markup: () => import('./markup/markup.tsx'),
  plot: () => import('./plot/index.ts'),
  section: () => import('./section/section.tsx'),
  small_series_stat: stats,
  small_stat: stats,
  stat_list: stats,
  stat_table: stats,
  tall_gauge_stat: stats,
  tall_series_stat: stats,
  tall_stats: stats,
  wide_bar_stat: stats,
  wide_gauge_stat: stats,
  wide_pie_stat: stats,
  wide_plot: () => import('./plot/wide_plot.tsx'),
  wide_series_stat: stats,
}

export const cardViews = new LazyViews<CardView>(loaders)
