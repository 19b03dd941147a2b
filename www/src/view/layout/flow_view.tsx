import type { Layout, Zone } from '../../vocabulary/layout.ts'
import { boxOf, idOf, type Card } from '../card.ts'
import { CardFrame } from '../card_frame.tsx'
import { cardsByZone, cardStyle, layoutStyle, zoneStyle, type Placed } from './flow.ts'

interface Props {
  cards: readonly Card[]
  /** The layout that suits the window; none when there is none. */
  layout: Layout | undefined
  /** Which of the layouts of the page that is. */
  index: number
}

/** Cards in the zones of a layout. */
export function FlowView({ cards, layout, index }: Props) {
  if (!layout) return <main class="w-flow" />
  const zones = cardsByZone(cards, boxOf, index)
  return (
    <main class="w-flow" style={layoutStyle(layout)}>
      {layout.zones.map((zone) => (
        <ZoneView key={zone.name} zone={zone} parentDirection="column" zones={zones} />
      ))}
    </main>
  )
}

interface ZoneProps {
  zone: Zone
  parentDirection: 'row' | 'column'
  zones: ReadonlyMap<string, readonly Placed<Card>[]>
}

/** A zone holds other zones, or else cards. */
function ZoneView({ zone, parentDirection, zones }: ZoneProps) {
  const direction = zone.direction ?? 'column'
  return (
    <div class={`w-zone w-zone-${direction}`} style={zoneStyle(zone, parentDirection)}>
      {zone.zones?.length
        ? zone.zones.map((inner) => <ZoneView key={inner.name} zone={inner} parentDirection={direction} zones={zones} />)
        : zones.get(zone.name)?.map(({ card, box }) => <CardFrame key={idOf(card)} card={card} style={cardStyle(box)} />)}
    </div>
  )
}
