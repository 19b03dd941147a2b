import { useEffect, useRef } from 'preact/hooks'
import { Icon } from '../../view/icon.tsx'

const repeatDelayMs = 400
const repeatMs = 60

/** Spins once when pressed, and on and on when held. The keyboard has its own keys for this. */
export function SpinButton({ icon, disabled, onSpin }: { icon: string; disabled: boolean; onSpin: () => void }) {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const spin = useRef(onSpin)
  spin.current = onSpin
  const stop = (): void => clearTimeout(timer.current)
  useEffect(() => stop, [])
  const start = (delayMs: number): void => {
    spin.current()
    timer.current = setTimeout(() => start(repeatMs), delayMs)
  }
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-hidden="true"
      disabled={disabled}
      onPointerDown={(event) => {
        event.preventDefault()
        start(repeatDelayMs)
      }}
      onPointerUp={stop}
      onPointerLeave={stop}
      onPointerCancel={stop}
    >
      <Icon name={icon} />
    </button>
  )
}
