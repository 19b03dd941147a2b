import './visualization.css'
import { useCallback } from 'preact/hooks'
import type { Json } from '../../page/json.ts'
import { useClient } from '../../view/client_context.ts'
import { Suspended } from '../../view/suspended.tsx'
import type { Visualization } from '../../vocabulary/plot.ts'
import type { ComponentProps } from '../component.ts'

const plots = () => import('../../plot/index.ts')

/** A plot inside of a form. Marks that are selected are an event of the component. */
function VisualizationView({ model }: ComponentProps<Visualization>) {
  const { plot, data, name = '', width, height, events, interactions, animate } = model
  const client = useClient()
  const onSelect = useCallback((rows: unknown) => name && client.emit(name, 'select_marks', rows as Json), [client, name])
  return (
    <div class="w-visualization" {...(height && { style: { height } })}>
      <Suspended
        load={plots}
        render={({ PlotView }) => (
          <PlotView
            plot={plot}
            data={data}
            name={name}
            width={width}
            height={height}
            events={events}
            interactions={interactions}
            animate={animate}
            onSelect={onSelect}
          />
        )}
      />
    </div>
  )
}

export const views = { visualization: VisualizationView }
