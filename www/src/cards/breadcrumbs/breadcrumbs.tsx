import './breadcrumbs.css'
import type { CardProps, CardView } from '../../view/card.ts'
import { useClient } from '../../view/client_context.ts'
import { Icon } from '../../view/icon.tsx'
import { useNode } from '../../view/reactive.ts'
import type { BreadcrumbsCard } from '../../vocabulary/tabs.ts'

/** The way to where we are: the last one is here. */
function BreadcrumbsCardView({ card }: CardProps) {
  const { items: list } = useNode(card.data) as unknown as BreadcrumbsCard
  const client = useClient()
  const items = (Array.isArray(list) ? useNode(list) : []).map((crumb) => useNode(crumb))
  const last = items.length - 1
  return (
    <nav aria-label="Breadcrumbs">
      <ol class="w-breadcrumbs">
        {items.map(({ name, label }, place) => (
          <li key={name}>
            <button
              type="button"
              class="w-breadcrumb"
              data-test={name}
              {...(place === last && { 'aria-current': 'page' })}
              onClick={() => client.submit(name, true)}
            >
              {label || name}
            </button>
            {place < last && <Icon name="ChevronRight" />}
          </li>
        ))}
      </ol>
    </nav>
  )
}

export const views: Record<'breadcrumbs', CardView> = { breadcrumbs: BreadcrumbsCardView }
