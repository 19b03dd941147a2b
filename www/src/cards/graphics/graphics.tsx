import './graphics.css'
import { imageSource } from '../../components/image/source.ts'
import { MapBuf } from '../../page/buffers/mapped.ts'
import { unpack, toRecords } from '../../page/packed.ts'
import type { Json } from '../../page/json.ts'
import type { Card, CardProps, CardView } from '../../view/card.ts'
import { useNode } from '../../view/reactive.ts'
import type { GraphicsCard } from '../../vocabulary/graphics_card.ts'
import { Element, SceneElement } from './element.tsx'

/** A drawing: a stage that stays as it is, and a scene in front of it that moves. */
function GraphicsCardView({ card }: CardProps) {
  const model = useNode(card.data) as unknown as GraphicsCard
  const { view_box, width, height, image, image_path, image_type } = model
  const background = imageSource({ path: image_path, image, type: image_type })
  return (
    <div class="w-graphics">
      {background && <img class="w-graphics-back" src={background} alt="" />}
      <svg viewBox={view_box} width={width ?? '100%'} height={height ?? '100%'} role="img" aria-label={card.name}>
        <Stage elements={unpack(model.stage ?? null)} />
        <Scene card={card} />
      </svg>
    </div>
  )
}

const Stage = ({ elements }: { elements: Json }) => (
  <g>{Array.isArray(elements) && elements.map((element, place) => <Element key={place} element={element} />)}</g>
)

function Scene({ card }: { card: Card }) {
  return (
    <g>
      {entriesOf(card).map(([name, drawn, overridden]) => (
        <SceneElement key={name} drawn={drawn} overridden={overridden} />
      ))}
    </g>
  )
}

/** The elements of a scene by name, in the order in which they lie on one another. */
function entriesOf(card: Card): [name: string, drawn: Json, overridden: Json][] {
  const buffer = card.buffer('scene')
  if (!buffer) return toRecords(useNode(card.data)['scene']).map((row, place) => [String(place), row['d'] ?? row, row['o'] ?? null])
  const { fields } = useNode(buffer)
  const rows: [string, Json[]][] = buffer instanceof MapBuf ? buffer.entries() : buffer.rows().map((row, place) => [String(place), row])
  return rows.map(([name, row]) => {
    const { d = null, o = null } = fields.record(row)
    return [name, d, o]
  })
}

export const views: Record<'graphics', CardView> = { graphics: GraphicsCardView }
