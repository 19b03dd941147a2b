import { useRef, useState } from 'preact/hooks'
import { parseHex } from '../../theme/color.ts'
import { SettledInput } from '../field/settled_input.tsx'
import { Popup } from '../popup/popup.tsx'
import { toCssColor } from '../../view/css.ts'
import { Spectrum, type SpectrumProps } from './spectrum.tsx'

/** A small preview that opens a picker, and a field to type a colour into. */
export function InlineColor(props: SpectrumProps) {
  const { value, onColor, onRelease } = props
  const [open, setOpen] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const type = (text: string): void => {
    if (!parseHex(text)) return
    onColor(text)
    onRelease()
  }
  return (
    <div class="w-inline-color">
      <button
        ref={opener}
        type="button"
        class="w-color-preview"
        aria-label="Pick a color"
        aria-haspopup="dialog"
        aria-expanded={open}
        style={{ '--w-swatch': toCssColor(value ?? '') }}
        onClick={() => setOpen(!open)}
      />
      <div class="w-box">
        <SettledInput label="Hex" value={value ?? ''} onSettle={type} />
      </div>
      {open && (
        <Popup anchor={opener.current} label="Color" focus="[role=slider]" onClose={() => setOpen(false)}>
          <Spectrum {...props} />
        </Popup>
      )}
    </div>
  )
}
