import { cardViews } from '../views.ts'
import type { Card } from '../../view/card.ts'

/** A card by the name of its view, without a frame around it. */
export function ChildView({ card, view }: { card: Card; view: string }) {
  if (!cardViews.has(view)) return <pre class="w-raw">{JSON.stringify(card.data, null, 2)}</pre>
  const loaded = cardViews.get(view).value
  if (loaded.state === 'failed') return <p class="w-unknown">{`The card "${view}" could not be loaded.`}</p>
  return loaded.state === 'here' ? <loaded.view card={card} /> : null
}
