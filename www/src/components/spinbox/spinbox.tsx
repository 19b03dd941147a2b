import '../field/field.css'
import './spinbox.css'
import { useId } from 'preact/hooks'
import { useClient } from '../../view/client_context.ts'
import { useGiven } from '../../view/given.ts'
import type { Spinbox } from '../../vocabulary/numbers.ts'
import type { ComponentProps } from '../component.ts'
import { Field } from '../field/field.tsx'
import { useInput, usePause } from '../input.ts'
import { clamp, rangeOf, rounded } from '../slider/range.ts'
import { SpinButton } from './spin_button.tsx'

const pauseMs = 500

/** The number, what is typed on the way to it, and what may be done to both. */
function useSpinning(model: Spinbox, resets: number | undefined) {
  const { name, trigger } = model
  const client = useClient()
  const range = rangeOf(model)
  const [value, enter] = useInput(name, clamp(model.value ?? 0, range), resets)
  // What is being typed, until the app has its say.
  const [draft, setDraft] = useGiven<string | undefined>(resets ?? 0, undefined)
  const push = (): void => {
    client.rename(name)
    client.push()
  }
  const paused = usePause(pauseMs, push)
  return {
    range,
    value,
    shown: draft ?? String(value),
    type: (text: string): void => {
      setDraft(text)
      const number = Number(text)
      if (!text.trim() || !Number.isFinite(number)) return
      enter(rounded(clamp(number, range), range))
      if (trigger) paused()
    },
    step: (direction: number): void => {
      setDraft(undefined)
      const next = rounded(clamp(value + direction * range.step, range), range)
      if (next === value) return
      enter(next)
      if (trigger) push()
    },
    /** What is not a number is forgotten. */
    settle: (): void => setDraft(undefined),
  }
}

const directions: Readonly<Record<string, number>> = { ArrowUp: 1, ArrowDown: -1 }

function SpinboxView({ model, resets }: ComponentProps<Spinbox>) {
  const { name, label, disabled, tooltip } = model
  const id = useId()
  const { range, value, shown, type, step, settle } = useSpinning(model, resets)
  const press = (event: KeyboardEvent): void => {
    const direction = directions[event.key]
    if (!direction) return
    event.preventDefault()
    step(direction)
  }
  return (
    <Field control={id} label={label} unlabelled={name} disabled={disabled} tooltip={tooltip}>
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
          value={shown}
          disabled={disabled}
          onInput={({ currentTarget }) => type(currentTarget.value)}
          onBlur={settle}
          onKeyDown={press}
        />
        <span class="w-spin-buttons">
          <SpinButton icon="ChevronUpSmall" disabled={disabled || value >= range.max} onSpin={() => step(1)} />
          <SpinButton icon="ChevronDownSmall" disabled={disabled || value <= range.min} onSpin={() => step(-1)} />
        </span>
      </div>
    </Field>
  )
}

export const views = { spinbox: SpinboxView }
