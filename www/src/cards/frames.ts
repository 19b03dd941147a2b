/** What a card stands on, and how far from its neighbours in a layout. */
export interface Frame {
  surface: 'card' | 'none' | 'bar'
  /** Marginless cards touch the edges of their zone. */
  marginless?: boolean
}

const plain: Frame = { surface: 'card' }
const strip: Frame = { surface: 'none' }

const frames: Readonly<Record<string, Frame>> = {
  breadcrumbs: strip,
  editor: strip,
  footer: { surface: 'none', marginless: true },
  header: { surface: 'bar', marginless: true },
  nav: { surface: 'bar', marginless: true },
  section: strip,
  tab: strip,
  toolbar: strip,
}

export const frameOf = (view: string): Frame => frames[view] ?? plain
