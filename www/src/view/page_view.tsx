import './page.css'
import { signal, useComputed, useSignalEffect } from '@preact/signals'
import { useMemo } from 'preact/hooks'
import { MetaEffects } from '../cards/meta/effects.ts'
import { Overlays } from '../cards/meta/overlays.tsx'
import type { Page } from '../page/page.ts'
import type { Layout } from '../vocabulary/layout.ts'
import type { MetaCard } from '../vocabulary/meta.ts'
import { boxOf, idOf, type Card } from './card.ts'
import { CardFrame } from './card_frame.tsx'
import { useClient } from './client_context.ts'
import { activeLayout, layoutsIn } from './layout/flow.ts'
import { FlowView } from './layout/flow_view.tsx'
import { GridView } from './layout/grid_view.tsx'
import { useNode } from './reactive.ts'

const windowWidth = signal(window.innerWidth)
window.addEventListener('resize', () => (windowWidth.value = window.innerWidth))

/** The card in which an app that has failed says why. It covers the page, whatever the layout. */
const unhandledError = '__unhandled_error__'

const isMeta = (card: Card): boolean => card.data['view'] === 'meta'

/** A page: its cards where they belong. Drawn anew when cards come, go or move; what is in a card is its own affair. */
export function PageView({ page }: { page: Page }) {
  const all = useComputed(() => [...useNode(page).cards.values()])
  const places = useComputed(() => all.value.map((card) => useNode(card.data) && boxOf(card)).join('\n'))
  const meta = all.value.find(isMeta)
  const failure = all.value.find(({ name }) => name === unhandledError)
  const cards = all.value.filter((card) => !isMeta(card) && card !== failure)
  return (
    <>
      <Cards key={meta ? idOf(meta) : 0} cards={cards} meta={meta} places={places.value} />
      {failure && <CardFrame key={idOf(failure)} card={failure} class="w-on-top" style={{}} />}
      {meta && <Meta key={idOf(meta)} meta={meta} />}
    </>
  )
}

interface CardsProps {
  cards: readonly Card[]
  meta: Card | undefined
  /** Where the cards want to go: something new here is a reason to draw anew. */
  places: string
}

function Cards({ cards, meta }: CardsProps) {
  const layoutsOf = (): Layout[] => layoutsIn(meta && useNode(meta.data)['layouts'])
  const index = useComputed(() => activeLayout(layoutsOf(), windowWidth.value)).value
  const layouts = layoutsOf()
  return layouts.length ? <FlowView cards={cards} layout={layouts[index]} index={index} /> : <GridView cards={cards} />
}

/** What a page does besides showing cards. Only its first meta card counts. */
function Meta({ meta }: { meta: Card }) {
  const client = useClient()
  const effects = useMemo(() => new MetaEffects(client), [client])
  useSignalEffect(() => effects.apply(useNode(meta.data) as unknown as MetaCard))
  return <Overlays meta={meta} />
}
