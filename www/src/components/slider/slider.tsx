import '../field/field.css'
import './slider.css'
import { useId } from 'preact/hooks'
import { useClient } from '../../view/client_context.ts'
import type { Slider } from '../../vocabulary/numbers.ts'
import type { ComponentProps } from '../component.ts'
import { Field } from '../field/field.tsx'
import { useInput } from '../input.ts'
import { clamp, rangeOf, type Range } from './range.ts'

function SliderView({ model, resets }: ComponentProps<Slider>) {
  const { name, label, disabled, trigger, tooltip } = model
  const client = useClient()
  const id = useId()
  const range = rangeOf(model)
  const [value, enter] = useInput(name, clamp(model.value ?? 0, range), resets)
  const release = (): void => {
    if (trigger) client.push()
  }
  return (
    <Field control={id} label={label} unlabelled={name} disabled={disabled} tooltip={tooltip}>
      <div class="w-slider">
        <input
          id={id}
          type="range"
          data-test={name}
          {...range}
          value={value}
          disabled={disabled}
          style={barOf(value, range)}
          onInput={({ currentTarget }) => enter(currentTarget.valueAsNumber)}
          // Fires when the handle is let go, and after each key.
          onChange={release}
        />
        <output for={id} class="w-slider-value">
          {value}
        </output>
      </div>
    </Field>
  )
}

/** The bar grows from zero where zero lies inside, otherwise from the left. */
function barOf(value: number, { min, max }: Range): Record<string, string> {
  const share = (at: number): number => (max > min ? ((at - min) / (max - min)) * 100 : 0)
  const origin = min < 0 && max >= 0 ? share(0) : 0
  const [from, to] = [origin, share(value)].sort((a, b) => a - b)
  return { '--w-from': `${from}%`, '--w-to': `${to}%` }
}

export const views = { slider: SliderView }
