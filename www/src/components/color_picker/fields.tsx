import { toHex, type Rgb } from '../../theme/color.ts'
import { SettledInput } from '../field/settled_input.tsx'
import { fromRgb, toRgb, type Hsva } from './hsv.ts'

interface Props {
  color: Hsva
  onPick: (color: Hsva) => void
  onHex: (text: string) => void
}

const parts = ['Red', 'Green', 'Blue'] as const
const maxPart = 255

/** The colour in figures. */
export function Fields({ color, onPick, onHex }: Props) {
  const rgb = toRgb(color).map(Math.round) as unknown as Rgb
  const enter = (place: number, part: number): void => {
    if (!Number.isFinite(part)) return
    const next = rgb.map((old, at) => (at === place ? Math.min(maxPart, Math.max(0, part)) : old)) as unknown as Rgb
    onPick(fromRgb(next, color.alpha, color.hue))
  }
  return (
    <div class="w-color-fields">
      <label>
        <span class="w-box">
          <SettledInput label="Hex" value={toHex(rgb)} onSettle={onHex} />
        </span>
        Hex
      </label>
      {parts.map((part, place) => (
        <label key={part}>
          <span class="w-box">
            <SettledInput label={part} inputMode="numeric" value={String(rgb[place])} onSettle={(text) => enter(place, parseInt(text, 10))} />
          </span>
          {part}
        </label>
      ))}
    </div>
  )
}
