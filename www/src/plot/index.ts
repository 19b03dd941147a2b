export { PlotView, type PlotProps } from './view/plot_view.tsx'
export type { SelectedRow } from './view/controls.ts'
