import { useId } from 'preact/hooks'
import { useClient } from '../../view/client_context.ts'
import type { Picker } from '../../vocabulary/choices.ts'
import { labelOf } from '../choice/label.ts'
import { Combo } from '../combobox/combo.tsx'
import type { ComponentProps } from '../component.ts'
import { Field } from '../field/field.tsx'
import { useInput } from '../input.ts'

function PickerView({ model, resets }: ComponentProps<Picker>) {
  const { name, label, choices = [], max_choices, required, disabled, trigger, tooltip } = model
  const client = useClient()
  const id = useId()
  const [values, enter] = useInput<string[] | null>(name, model.values ?? null, resets)
  const change = (picked: string[]): void => {
    enter(picked)
    if (trigger) client.push()
  }
  const options = choices.map((choice) => ({ value: choice.name, label: labelOf(choice), ...(choice.disabled && { disabled: true }) }))
  return (
    <Field control={id} unlabelled={name} {...{ label, required, disabled, tooltip }}>
      <Combo {...{ id, name, options, disabled, required, resets }} values={values ?? []} multiple free={false} max={max_choices} onChange={change} />
    </Field>
  )
}

export const views = { picker: PickerView }
