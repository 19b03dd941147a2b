import { useRef } from 'preact/hooks'
import { toHex } from '../../theme/color.ts'
import { toRgb, type Hsva } from './hsv.ts'

interface Props {
  color: Hsva
  onPick: (change: Partial<Hsva>) => void
  onRelease: () => void
}

/** How far a key goes to the right, and up. */
const keys: Readonly<Record<string, readonly [right: number, up: number]>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
}

const smallStep = 0.01
const largeStep = 0.1

const within = (share: number): number => Math.min(1, Math.max(0, share))

/** Saturation from left to right, brightness from bottom to top. */
export function Square({ color, onPick, onRelease }: Props) {
  const dragging = useRef(false)
  const { hue, saturation, brightness } = color
  const point = ({ currentTarget, clientX, clientY }: { currentTarget: HTMLElement; clientX: number; clientY: number }): void => {
    const { left, top, width, height } = currentTarget.getBoundingClientRect()
    onPick({ saturation: within((clientX - left) / width), brightness: within(1 - (clientY - top) / height) })
  }
  const press = (event: KeyboardEvent): void => {
    const move = keys[event.key]
    if (!move) return
    event.preventDefault()
    const step = event.shiftKey ? largeStep : smallStep
    onPick({ saturation: within(saturation + move[0] * step), brightness: within(brightness + move[1] * step) })
  }
  return (
    <div
      class="w-color-square"
      role="slider"
      tabIndex={0}
      aria-label="Saturation and brightness"
      aria-roledescription="2d slider"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(saturation * 100)}
      aria-valuetext={`Saturation ${Math.round(saturation * 100)}%, brightness ${Math.round(brightness * 100)}%`}
      style={{
        '--w-hue': toHex(toRgb({ hue, saturation: 1, brightness: 1, alpha: 1 })),
        '--w-left': `${saturation * 100}%`,
        '--w-top': `${(1 - brightness) * 100}%`,
        '--w-swatch': toHex(toRgb(color)),
      }}
      onKeyDown={press}
      onKeyUp={({ key }) => keys[key] && onRelease()}
      onPointerDown={(event) => {
        dragging.current = true
        event.currentTarget.setPointerCapture?.(event.pointerId)
        point(event)
      }}
      onPointerMove={(event) => dragging.current && point(event)}
      onPointerUp={() => {
        dragging.current = false
        onRelease()
      }}
    />
  )
}
