import '../card_body.css'
import './canvas.css'
import { useState } from 'preact/hooks'
import { spectrum } from '../../theme/palette.ts'
import type { CardProps, CardView } from '../../view/card.ts'
import { useClient } from '../../view/client_context.ts'
import { useNode } from '../../view/reactive.ts'
import type { CanvasCard } from '../../vocabulary/collaboration.ts'
import { leave, remove, useEntries } from '../shared/entries.ts'
import { Sheet } from './sheet.tsx'
import { toShape, types } from './shapes.tsx'
import { Toolbox, type Pen } from './toolbox.tsx'

/** A whiteboard that everybody draws on. */
function CanvasCardView({ card }: CardProps) {
  const client = useClient()
  const { title, width, height } = useNode(card.data) as unknown as CanvasCard
  const [pen, setPen] = useState<Pen>({ tool: types.curve, ink: spectrum['blue'] ?? 'blue', tip: 3 })
  const entries = useEntries(card).flatMap(({ time, said }) => {
    const shape = toShape(said)
    return shape ? [{ time, shape }] : []
  })
  const canDraw = client.editable.value
  return (
    <div class="w-card-body">
      {title && <h2 class="w-title">{title}</h2>}
      {canDraw && <Toolbox pen={pen} onChange={setPen} onClear={() => remove(client, card, entries.map(({ time }) => time))} />}
      <Sheet
        title={title}
        size={{ width, height }}
        pen={canDraw ? pen : undefined}
        entries={entries}
        onDraw={({ t, p, c, l }) => leave(client, card, { t, p, c, l })}
        onErase={(time) => remove(client, card, [time])}
      />
    </div>
  )
}

export const views: Record<'canvas', CardView> = { canvas: CanvasCardView }
