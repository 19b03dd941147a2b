import type { CardView } from '../../view/card.ts'
import { PlotCardView } from './plot.tsx'

export { PlotView } from '../../plot/index.ts'

export const views: Record<'plot', CardView> = { plot: PlotCardView }
