import { useId, useState } from 'preact/hooks'
import { useClient } from '../../view/client_context.ts'
import type { Combobox } from '../../vocabulary/choices.ts'
import type { ComponentProps } from '../component.ts'
import { Field } from '../field/field.tsx'
import { useInput } from '../input.ts'
import { Combo } from './combo.tsx'

// Even an empty list of values means that there may be several.
const isMulti = ({ values }: Combobox): boolean => values !== undefined && values !== null

const ComboboxView = (props: ComponentProps<Combobox>) => (isMulti(props.model) ? <Multi {...props} /> : <Single {...props} />)

function Single({ model, resets }: ComponentProps<Combobox>) {
  const client = useClient()
  const [value, enter] = useInput<string | null>(model.name, model.value ?? null, resets)
  return (
    <Entry
      model={model}
      resets={resets}
      values={value === null ? [] : [value]}
      onChange={([entered]) => {
        enter(entered ?? null)
        if (model.trigger) client.push()
      }}
    />
  )
}

function Multi({ model, resets }: ComponentProps<Combobox>) {
  const client = useClient()
  const given = model.values?.length ? model.values : null
  const [values, enter] = useInput<string[] | null>(model.name, given, resets)
  return (
    <Entry
      model={model}
      resets={resets}
      values={values ?? []}
      onChange={(entered) => {
        enter(entered)
        if (model.trigger) client.push()
      }}
    />
  )
}

interface EntryProps {
  model: Combobox
  resets: number | undefined
  values: readonly string[]
  onChange: (values: string[]) => void
}

function Entry({ model, resets, values, onChange }: EntryProps) {
  const { name, label, choices = [], placeholder, required, disabled, tooltip, error } = model
  const id = useId()
  // What has been entered once can be chosen from then on.
  const [entered, setEntered] = useState<readonly string[]>([])
  const options = [...new Set([...choices, ...entered, ...values])].map((value) => ({ value, label: value }))
  const errorId = error ? `${id}-error` : undefined
  return (
    <Field control={id} unlabelled={placeholder || name} {...{ label, required, disabled, tooltip, error, errorId }}>
      <Combo
        {...{ id, name, options, values, placeholder, disabled, required, errorId, resets }}
        multiple={isMulti(model)}
        free
        onChange={(next) => {
          setEntered([...entered, ...next])
          onChange(next)
        }}
      />
    </Field>
  )
}

export const views = { combobox: ComboboxView }
