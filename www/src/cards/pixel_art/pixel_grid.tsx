import { useState } from 'preact/hooks'
import { side } from './colors.ts'

const pixelPx = 20

/** How far each key goes. */
const ways: Readonly<Record<string, readonly [number, number]>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }

interface GridProps {
  title: string
  colors: readonly string[]
  /** Paints a pixel, where one may. */
  onPaint: ((place: number) => void) | undefined
}

/** The pixels. Arrow keys go from one to the next, Space and Enter paint it, as the pointer does while it is pressed. */
export function PixelGrid({ title, colors, onPaint }: GridProps) {
  const [active, setActive] = useState<number | undefined>()
  const paint = (event: PointerEvent, place: number): void => {
    if (event.buttons & 1) onPaint?.(place)
  }
  const onKey = (event: KeyboardEvent): void => {
    const way = ways[event.key]
    const from = active ?? 0
    if (way) setActive(move(from, way))
    else if (event.key === ' ' || event.key === 'Enter') onPaint?.(from)
    else return
    event.preventDefault()
  }
  return (
    <svg
      class="w-pixels"
      width={side * pixelPx}
      height={side * pixelPx}
      role={onPaint ? 'application' : 'img'}
      aria-label={active === undefined ? title : `${title}, line ${Math.floor(active / side) + 1}, pixel ${(active % side) + 1}: ${colors[active] || 'empty'}`}
      {...(onPaint && { tabindex: 0, onKeyDown: onKey, onBlur: () => setActive(undefined) })}
    >
      {colors.map((color, place) => (
        <rect
          key={place}
          class={`w-pixel ${(place + Math.floor(place / side)) % 2 ? '' : 'w-pixel-odd'} ${place === active ? 'w-pixel-active' : ''}`}
          data-place={place}
          x={(place % side) * pixelPx}
          y={Math.floor(place / side) * pixelPx}
          width={pixelPx}
          height={pixelPx}
          {...(color && { style: { fill: color } })}
          onPointerDown={(event) => paint(event, place)}
          onPointerEnter={(event) => paint(event, place)}
        />
      ))}
    </svg>
  )
}

function move(from: number, [dx, dy]: readonly [number, number]): number {
  const within = (at: number): number => Math.min(Math.max(at, 0), side - 1)
  return within(Math.floor(from / side) + dy) * side + within((from % side) + dx)
}
