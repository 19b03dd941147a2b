import { useComputed } from '@preact/signals'
import type { CSSProperties } from 'preact'
import { frameOf } from '../cards/frames.ts'
import { cardViews } from '../cards/views.ts'
import type { Command } from '../vocabulary/command.ts'
import type { Card } from './card.ts'
import { ErrorBoundary } from './error_boundary.tsx'
import { useNode } from './reactive.ts'
import { Suspended } from './suspended.tsx'

interface Props {
  card: Card
  /** Where the card goes. */
  style: CSSProperties
  class?: string
}

/** A card on the page: its place, what it stands on, and what it shows. */
export function CardFrame({ card, style, class: className = '' }: Props) {
  const view = useComputed(() => String(useNode(card.data)['view'])).value
  const { surface, marginless } = frameOf(view)
  return (
    <div class={`w-slot ${marginless ? 'w-marginless' : ''} ${className}`} style={style}>
      <section class={`w-card w-on-${surface} w-card-${view}`} data-test={card.name}>
        <ErrorBoundary what={`The card "${card.name}"`} of={card.data}>
          <CardContent card={card} view={view} />
          <CardCommands card={card} />
        </ErrorBoundary>
      </section>
    </div>
  )
}

const menus = () => import('../components/command/command_menu.tsx')

/** A menu in the corner, for cards that have commands. */
function CardCommands({ card }: { card: Card }) {
  const commands = useNode(card.data)['commands'] as unknown as Command[] | undefined
  if (!commands?.length) return null
  return (
    <div class="w-card-commands">
      <Suspended load={menus} render={({ CommandMenu }) => <CommandMenu commands={commands} />} />
    </div>
  )
}

function CardContent({ card, view }: { card: Card; view: string }) {
  if (!cardViews.has(view)) return <Unknown card={card} />
  const loaded = cardViews.get(view).value
  if (loaded.state === 'failed') return <p class="w-unknown">{`The card "${view}" could not be loaded. Reload the page to try again.`}</p>
  return loaded.state === 'here' ? <loaded.view card={card} /> : null
}

/** A card whose kind we do not know tells at least what it holds. */
const Unknown = ({ card }: { card: Card }) => <pre class="w-raw">{JSON.stringify(useNode(card.data), null, 2)}</pre>
