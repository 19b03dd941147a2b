import './header.css'
import { Items } from '../../components/items.tsx'
import type { Json } from '../../page/json.ts'
import type { CardProps, CardView } from '../../view/card.ts'
import { useClient } from '../../view/client_context.ts'
import { toCssColor } from '../../view/css.ts'
import { Icon } from '../../view/icon.tsx'
import { useNode } from '../../view/reactive.ts'
import type { HeaderCard } from '../../vocabulary/frame_of_page.ts'
import { NavButton } from './nav_button.tsx'

function HeaderCardView({ card }: CardProps) {
  const { title, subtitle, nav, items, secondary_items, color = 'primary' } = useNode(card.data) as unknown as HeaderCard
  return (
    <header class={`w-header w-header-${color} ${color === 'primary' ? 'w-on-primary' : ''}`}>
      <div class="w-header-start">
        {nav && <NavButton groups={nav} />}
        <Mark card={card} />
        <div class="w-header-text">
          <h1>{title}</h1>
          {subtitle && <p>{subtitle}</p>}
        </div>
      </div>
      {secondary_items && (
        <div class="w-items-row w-header-middle">
          <Items items={secondary_items as Json} />
        </div>
      )}
      {items && (
        <div class="w-items-row w-header-end">
          <Items items={items as Json} />
        </div>
      )}
    </header>
  )
}

/** The picture or icon, which leads to where the app begins. */
function Mark({ card }: CardProps) {
  const { image, icon, icon_color } = card.data as unknown as HeaderCard
  const client = useClient()
  if (!image && !icon) return null
  const iconColor = icon_color ? toCssColor(icon_color) : 'var(--w-text)'
  return (
    <button type="button" class="w-header-mark" aria-label="Home" onClick={() => client.goToHash('')}>
      {image ? <img src={image} alt="" /> : <Icon name={icon ?? ''} color={iconColor} />}
    </button>
  )
}

export const views: Record<'header', CardView> = { header: HeaderCardView }
