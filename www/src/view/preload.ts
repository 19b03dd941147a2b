import { cardViews } from '../cards/views.ts'
import { tagsIn } from '../components/component.ts'
import { componentViews } from '../components/views.ts'
import type { Page } from '../page/page.ts'

/** Asks for the code of everything on a page at once, rather than part by part as it is drawn. */
export function preload({ cards }: Page): void {
  for (const { data } of cards.values()) {
    cardViews.preload(String(data['view']))
    for (const list of Object.values(data)) tagsIn(list).forEach((tag) => componentViews.preload(tag))
  }
}
