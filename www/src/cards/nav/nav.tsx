import './nav_card.css'
import { Items } from '../../components/items.tsx'
import { useChoice } from '../../components/tabs/use_choice.ts'
import type { Json } from '../../page/json.ts'
import type { CardProps, CardView } from '../../view/card.ts'
import { useClient } from '../../view/client_context.ts'
import { toCssColor } from '../../view/css.ts'
import { Icon } from '../../view/icon.tsx'
import { timesSet, useNode, useTree } from '../../view/reactive.ts'
import type { NavCard } from '../../vocabulary/frame_of_page.ts'
import { NavGroups } from './nav_groups.tsx'

function NavCardView({ card }: CardProps) {
  const { items, value: given, secondary_items, color = 'card', title, subtitle } = useNode(card.data) as unknown as NavCard
  const client = useClient()
  const [current, choose] = useChoice(given, timesSet(card.data, 'value'), (name) => {
    if (name.startsWith('#')) client.goToHash(name.slice(1))
    else client.set(name, true)
  })
  return (
    <div class={`w-nav-card w-nav-card-${color} ${color === 'primary' ? 'w-on-primary' : ''}`}>
      <Top card={card} />
      {(title || subtitle) && (
        <div class="w-nav-card-text">
          {title && <h1>{title}</h1>}
          {subtitle && <p>{subtitle}</p>}
        </div>
      )}
      {Array.isArray(items) && <NavGroups groups={useTree(items)} current={current} onGo={({ name, path }) => !path && choose(name)} />}
      {secondary_items && (
        <div class={`w-items w-nav-card-more ${items?.length ? 'w-nav-card-bottom' : ''}`}>
          <Items items={secondary_items as Json} />
        </div>
      )}
    </div>
  )
}

/** Whose navigation this is: a picture, an icon, or somebody. */
function Top({ card }: CardProps) {
  const { image, icon, icon_color, persona } = card.data as unknown as NavCard
  if (image) return <img class="w-nav-card-image" src={image} alt="" />
  if (icon) return <Icon name={icon} class="w-nav-card-icon" color={icon_color ? toCssColor(icon_color) : 'var(--w-text)'} />
  if (!persona) return null
  return (
    <div class="w-nav-card-persona">
      <Items items={[persona]} />
    </div>
  )
}

export const views: Record<'nav', CardView> = { nav: NavCardView }
