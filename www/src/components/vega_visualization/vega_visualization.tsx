import { toCssLength } from '../../view/css.ts'
import { useRows } from '../../view/rows.ts'
import type { VegaVisualization } from '../../vocabulary/vega.ts'
import type { ComponentProps } from '../component.ts'
import { VegaChart } from './chart.tsx'

function VegaVisualizationView({ model }: ComponentProps<VegaVisualization>) {
  const { specification, data, height, name, grammar = 'vega-lite' } = model
  const rows = useRows(data)
  return (
    <div class="w-vega-item" style={{ height: toCssLength(height) ?? '300px' }} {...(name && { 'data-test': name })}>
      <VegaChart title={name || 'Chart'} specification={specification} grammar={grammar} rows={data ? rows : undefined} />
    </div>
  )
}

export const views = { vega_visualization: VegaVisualizationView }
