import '../field/field.css'
import './spinbox.css'
import { useId, useRef, useState } from 'preact/hooks'
import { useClient } from '../../view/client_context.ts'
import { Icon } from '../../view/icon.tsx'
import type { ComponentProps } from '../component.ts'
import { Field } from '../field/field.tsx'
import { useInput, usePause } from '../input.ts'
import { clamp, rangeOf, rounded } from '../slider/range.ts'
import type { Spinbox } from './model.ts'

const pauseMs = 500

function SpinboxView({ model, resets }: ComponentProps<Spinbox>) {
  const { name, label, disabled, trigger, tooltip } = model
  const client = useClient()
  const id = useId()
  const range = rangeOf(model)
  const [value, enter] = useInput(name, clamp(model.value ?? 0, range), resets)
  /** What is being typed, which need not be a number yet. */
  const [draft, setDraft] = useState<string | undefined>()
  const push = (): void => {
    client.rename(name)
    client.push()
  }
  const paused = usePause(pauseMs, push)
  const type = (text: string): void => {
    setDraft(text)
    const number = Number(text)
    if (!text.trim() || !Number.isFinite(number)) return
    enter(rounded(clamp(number, range), range))
    if (trigger) paused()
  }
  const step = (direction: number): void => {
    setDraft(undefined)
    const next = rounded(clamp(value + direction * range.step, range), range)
    if (next === value) return
    enter(next)
    if (trigger) push()
  }
  return (
    <Field control={id} label={label} disabled={disabled} tooltip={tooltip}>
      <div class="w-box w-spinbox">
        <input
          id={id}
          type="text"
          inputmode="decimal"
          role="spinbutton"
          autocomplete="off"
          data-test={name}
          aria-valuenow={value}
          aria-valuemin={range.min}
          aria-valuemax={range.max}
          value={draft ?? String(value)}
          disabled={disabled}
          onInput={({ currentTarget }) => type(currentTarget.value)}
          onBlur={() => setDraft(undefined)}
          onKeyDown={(event) => {
            const direction = directions[event.key]
            if (!direction) return
            event.preventDefault()
            step(direction)
          }}
        />
        <span class="w-spin-buttons">
          <SpinButton icon="ChevronUpSmall" disabled={disabled || value >= range.max} onSpin={() => step(1)} />
          <SpinButton icon="ChevronDownSmall" disabled={disabled || value <= range.min} onSpin={() => step(-1)} />
        </span>
      </div>
    </Field>
  )
}

const directions: Readonly<Record<string, number>> = { ArrowUp: 1, ArrowDown: -1 }
const repeatDelayMs = 400
const repeatMs = 60

/** Spins once when pressed, and on and on when held. The keyboard has its own keys for this. */
function SpinButton({ icon, disabled, onSpin }: { icon: string; disabled: boolean; onSpin: () => void }) {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const spin = useRef(onSpin)
  spin.current = onSpin
  const stop = (): void => clearTimeout(timer.current)
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

export const views = { spinbox: SpinboxView }
