import { useNode } from '../../view/reactive.ts'
import type { Card } from '../../view/card.ts'
import { Suspended } from '../../view/suspended.tsx'
import type { MetaCard } from '../../vocabulary/meta.ts'

const overlays = () => import('./overlay_views.tsx')

/** What lies over the page: dialog, side panel, notification bar. Loaded when a page first shows one. */
export function Overlays({ meta }: { meta: Card }) {
  const { dialog, side_panel, notification_bar } = useNode(meta.data) as unknown as MetaCard
  if (!dialog && !side_panel && !notification_bar) return null
  return <Suspended load={overlays} render={(views) => <views.OverlayViews meta={meta} />} />
}
