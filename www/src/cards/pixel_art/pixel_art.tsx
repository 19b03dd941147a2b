import '../card_body.css'
import './pixel_art.css'
import { useState } from 'preact/hooks'
import type { CardProps, CardView } from '../../view/card.ts'
import { useClient } from '../../view/client_context.ts'
import { Icon } from '../../view/icon.tsx'
import { useNode } from '../../view/reactive.ts'
import type { PixelArtCard } from '../../vocabulary/collaboration.ts'
import { PixelGrid } from './pixel_grid.tsx'
import { readColors } from './colors.ts'

const swatches = [
  ...['#ffffff', '#c0c0c0', '#808080', '#404040', '#000000', '#6699ff', '#3366cc', '#003399'],
  ...['#99cc33', '#00cc00', '#669900', '#ffcc00', '#ff9900', '#ff6600', '#cc0000'],
]
const eraser = ''

/** A small picture that everybody paints, pixel by pixel. */
function PixelArtCardView({ card }: CardProps) {
  const client = useClient()
  const { title } = useNode(card.data) as unknown as PixelArtCard
  const [color, setColor] = useState('#000000')
  const canPaint = client.editable.value
  const paint = (place: number): void => client.edit([{ k: `${card.name} data ${place}`, v: [color] }])
  return (
    <div class="w-card-body">
      {title && <h2 class="w-title">{title}</h2>}
      <PixelGrid title={title} colors={readColors(card)} onPaint={canPaint ? paint : undefined} />
      {canPaint && (
        <div class="w-pixel-inks" role="radiogroup" aria-label="Colour">
          <Swatch color={eraser} chosen={color} onChoose={setColor} />
          {swatches.map((swatch) => (
            <Swatch key={swatch} color={swatch} chosen={color} onChoose={setColor} />
          ))}
        </div>
      )}
    </div>
  )
}

interface SwatchProps {
  color: string
  chosen: string
  onChoose: (color: string) => void
}

const Swatch = ({ color, chosen, onChoose }: SwatchProps) => (
  <button
    type="button"
    class="w-pixel-ink"
    role="radio"
    aria-checked={color === chosen}
    aria-label={color || 'Eraser'}
    style={{ background: color || 'none' }}
    onClick={() => onChoose(color)}
  >
    {!color && <Icon name="EraseTool" />}
  </button>
)

export const views: Record<'pixel_art', CardView> = { pixel_art: PixelArtCardView }
