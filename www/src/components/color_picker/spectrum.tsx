import { useRef } from 'preact/hooks'
import { parseHex, toHex } from '../../theme/color.ts'
import { Fields } from './fields.tsx'
import { black, parseColor, toRgb, toText, type Hsva } from './hsv.ts'
import { Square } from './square.tsx'

export interface SpectrumProps {
  value: string | null
  /** Can colours be made to be seen through? */
  alpha: boolean
  onColor: (color: string) => void
  /** The user is done with a change. */
  onRelease: () => void
}

/** All colours there are: a square for saturation and brightness, a bar for the hue, and fields for those who know. */
export function Spectrum({ value, alpha, onColor, onRelease }: SpectrumProps) {
  const latest = useRef<Hsva>(black)
  // Text says nothing of the hue of a grey; the last one that was picked stays.
  if (toText(latest.current) !== value) latest.current = parseColor(value, latest.current.hue) ?? latest.current
  const color = latest.current
  const pick = (change: Partial<Hsva>): void => {
    latest.current = { ...color, ...change }
    onColor(toText(latest.current))
  }
  const opaque = toHex(toRgb(color))
  return (
    <div class="w-spectrum">
      <Square color={color} onPick={pick} onRelease={onRelease} />
      <input
        type="range"
        class="w-color-bar w-hue"
        aria-label="Hue"
        min={0}
        max={359}
        value={Math.round(color.hue)}
        onInput={({ currentTarget }) => pick({ hue: currentTarget.valueAsNumber })}
        onChange={onRelease}
      />
      {alpha && (
        <input
          type="range"
          class="w-color-bar w-alpha"
          aria-label="Opacity"
          min={0}
          max={100}
          value={Math.round(color.alpha * 100)}
          style={{ '--w-swatch': opaque }}
          onInput={({ currentTarget }) => pick({ alpha: currentTarget.valueAsNumber / 100 })}
          onChange={onRelease}
        />
      )}
      <Fields
        color={color}
        onPick={(change) => {
          pick(change)
          onRelease()
        }}
        onHex={(text) => {
          const rgb = parseHex(text)
          if (!rgb) return
          onColor(toHex(rgb))
          onRelease()
        }}
      />
    </div>
  )
}
