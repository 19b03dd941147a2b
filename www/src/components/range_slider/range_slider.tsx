import '../slider/slider.css'
import './range_slider.css'
import { useId } from 'preact/hooks'
import { useClient } from '../../view/client_context.ts'
import type { RangeSlider } from '../../vocabulary/numbers.ts'
import type { ComponentProps } from '../component.ts'
import { Field } from '../field/field.tsx'
import { useInput } from '../input.ts'
import { clamp, rangeOf, type Range } from '../slider/range.ts'

type Bounds = [low: number, high: number]

/** What the app gives, within what there is to choose from; nothing given is all of it. */
function givenOf({ min_value, max_value }: RangeSlider, range: Range): Bounds {
  const [a, b] = [clamp(min_value ?? range.min, range), clamp(max_value ?? range.max, range)]
  return a <= b ? [a, b] : [b, a]
}

function RangeSliderView({ model, resets }: ComponentProps<RangeSlider>) {
  const { name, label, disabled, trigger, tooltip } = model
  const client = useClient()
  const id = useId()
  const range = rangeOf(model)
  const [[low, high], enter] = useInput<Bounds>(name, givenOf(model, range), resets)
  const release = (): void => {
    if (trigger) client.push()
  }
  const share = (value: number): string => `${range.max > range.min ? ((value - range.min) / (range.max - range.min)) * 100 : 0}%`
  const handle = { type: 'range', disabled, ...range, onChange: release } as const
  return (
    <Field labelId={`${id}-label`} label={label} unlabelled={name} disabled={disabled} tooltip={tooltip}>
      <div class="w-slider w-range" role="group" data-test={name} aria-labelledby={`${id}-label`}>
        <output class="w-slider-value w-range-low">{low}</output>
        <div class="w-range-bar" style={{ '--w-from': share(low), '--w-to': share(high) }}>
          <input
            {...handle}
            aria-label="From"
            // Where both handles meet at the end, the lower one must be the one to get hold of.
            class={low >= range.max ? 'w-range-front' : ''}
            value={low}
            onInput={({ currentTarget }) => {
              const next = Math.min(currentTarget.valueAsNumber, high)
              // The browser has moved the handle further than it may go.
              currentTarget.value = String(next)
              enter([next, high])
            }}
          />
          <input
            {...handle}
            aria-label="To"
            value={high}
            onInput={({ currentTarget }) => {
              const next = Math.max(currentTarget.valueAsNumber, low)
              currentTarget.value = String(next)
              enter([low, next])
            }}
          />
        </div>
        <output class="w-slider-value">{high}</output>
      </div>
    </Field>
  )
}

export const views = { range_slider: RangeSliderView }
