import type { CardView } from '../../view/card.ts'
import { GridCardView } from './grid.tsx'
import { FlexCardView, ListCardView, RepeatCardView } from './lists.tsx'
import { ListItemView } from './list_item.tsx'

type Tag = 'flex' | 'grid' | 'list' | 'list_item1' | 'repeat'

export const views: Record<Tag, CardView> = {
  flex: FlexCardView,
  grid: GridCardView,
  list: ListCardView,
  list_item1: ListItemView,
  repeat: RepeatCardView,
}
