import '../field/field.css'
import './color_picker.css'
import { useId } from 'preact/hooks'
import { useClient } from '../../view/client_context.ts'
import type { ColorPicker } from '../../vocabulary/pickers.ts'
import type { ComponentProps } from '../component.ts'
import { Field } from '../field/field.tsx'
import { useInput } from '../input.ts'
import { InlineColor } from './inline_color.tsx'
import { Spectrum } from './spectrum.tsx'
import { Swatches } from './swatches.tsx'

/** What an inline picker begins with. */
const inlineDefault = '#000'

function ColorPickerView({ model, resets }: ComponentProps<ColorPicker>) {
  const { name, label, choices, alpha = false, inline, trigger, tooltip } = model
  const client = useClient()
  const id = useId()
  const [value, enter] = useInput<string | null>(name, model.value ?? (inline ? inlineDefault : null), resets)
  const release = (): void => {
    if (trigger) client.push()
  }
  const shared = { value, alpha, onColor: enter, onRelease: release }
  return (
    <Field labelId={`${id}-label`} label={label} unlabelled={name} tooltip={tooltip}>
      <div role="group" data-test={name} aria-labelledby={`${id}-label`}>
        {inline ? (
          <InlineColor {...shared} />
        ) : choices ? (
          <Swatches
            choices={choices}
            value={value}
            onChoose={(color) => {
              enter(color)
              release()
            }}
          />
        ) : (
          <Spectrum {...shared} />
        )}
      </div>
    </Field>
  )
}

export const views = { color_picker: ColorPickerView }
