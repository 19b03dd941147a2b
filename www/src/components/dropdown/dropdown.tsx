import '../field/field.css'
import './dropdown.css'
import { useId, useRef } from 'preact/hooks'
import { useClient } from '../../view/client_context.ts'
import { Icon } from '../../view/icon.tsx'
import { Suspended } from '../../view/suspended.tsx'
import type { Choice, Dropdown } from '../../vocabulary/choices.ts'
import { labelOf } from '../choice/label.ts'
import type { ComponentProps } from '../component.ts'
import { Field } from '../field/field.tsx'
import { useInput } from '../input.ts'

/** With more choices than this, one wants to search. */
const maxPlainChoices = 100

/** Does the dropdown open a dialog with a search box? */
const isPopup = ({ popup = 'auto', choices = [] }: Dropdown): boolean =>
  popup === 'always' || (popup === 'auto' && choices.length > maxPlainChoices)

// Even an empty list of values means that there may be several.
const isMulti = ({ values }: Dropdown): boolean => values !== undefined && values !== null

function DropdownView(props: ComponentProps<Dropdown>) {
  const multi = isMulti(props.model)
  return multi ? <Multi {...props} /> : <Single {...props} />
}

function Single({ model, resets }: ComponentProps<Dropdown>) {
  const { name, trigger } = model
  const client = useClient()
  const [value, enter] = useInput<string | null>(name, model.value ?? null, resets)
  const choose = (choice: string | null): void => {
    enter(choice)
    if (trigger) client.push()
  }
  if (!isPopup(model)) return <Native model={model} value={value} onChoose={choose} />
  return <Picker model={model} values={value === null ? [] : [value]} multi={false} onChoose={([choice]) => choose(choice ?? null)} />
}

function Multi({ model, resets }: ComponentProps<Dropdown>) {
  const { name, trigger, values: given } = model
  const client = useClient()
  const [values, enter] = useInput<string[]>(name, given ?? [], resets)
  const choose = (choices: string[]): void => {
    enter(choices)
    if (trigger) client.push()
  }
  return <Picker model={model} values={values} multi onChoose={choose} />
}

interface NativeProps {
  model: Dropdown
  value: string | null
  onChoose: (choice: string | null) => void
}

/** A list of the browser's own: every keyboard, phone and reader knows how to use it. */
function Native({ model, value, onChoose }: NativeProps) {
  const { name, label, placeholder, choices = [], required, disabled, tooltip } = model
  const id = useId()
  const known = choices.some((choice) => choice.name === value)
  return (
    <Field control={id} label={label} unlabelled={placeholder || name} required={required} disabled={disabled} tooltip={tooltip}>
      <div class={`w-box w-dropdown ${known ? '' : 'w-dropdown-empty'}`}>
        <select
          id={id}
          data-test={name}
          disabled={disabled}
          aria-required={required}
          value={known ? (value ?? '') : ''}
          onChange={({ currentTarget }) => onChoose(currentTarget.value)}
        >
          {!known && (
            <option value="" disabled hidden>
              {placeholder ?? 'Select an option'}
            </option>
          )}
          {choices.map((choice) => (
            <option key={choice.name} value={choice.name} disabled={choice.disabled}>
              {labelOf(choice)}
            </option>
          ))}
        </select>
        <Icon name="ChevronDown" class="w-dropdown-chevron" />
      </div>
    </Field>
  )
}

interface PickerProps {
  model: Dropdown
  values: string[]
  multi: boolean
  onChoose: (values: string[]) => void
}

const choiceLists = () => import('./choice_list.tsx')

/** A button that tells what is chosen, and opens a list to tick or a dialog to search in. */
function Picker({ model, values, multi, onChoose }: PickerProps) {
  const { label, choices = [], required, disabled, tooltip } = model
  const id = useId()
  const popup = isPopup(model)
  const opener = { model, id, text: textOf(choices, values) }
  /** Was the button clicked before there was anything to open? */
  const early = useRef(false)
  return (
    <Field labelId={`${id}-label`} label={label} unlabelled={model.placeholder || model.name} required={required} disabled={disabled} tooltip={tooltip}>
      <Suspended
        load={choiceLists}
        fallback={<Opener {...opener} onOpen={() => void (early.current = true)} />}
        render={({ PopupList, DropList }) => {
          const List = popup ? PopupList : DropList
          return <List choices={choices} values={values} multi={multi} title={label ?? ''} opened={early.current} onChoose={onChoose} opener={(open) => <Opener {...opener} {...open} />} />
        }}
      />
    </Field>
  )
}

interface OpenerProps {
  model: Dropdown
  id: string
  text: string
  open?: boolean
  onOpen?: () => void
}

function Opener({ model: { name, placeholder, disabled, required }, id, text, open = false, onOpen }: OpenerProps) {
  return (
    <div class={`w-box w-dropdown ${text ? '' : 'w-dropdown-empty'}`}>
      <button
        type="button"
        class="w-dropdown-button"
        id={id}
        data-test={name}
        disabled={disabled}
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-labelledby={`${id}-label ${id}`}
        {...(required && { 'aria-description': 'required' })}
        onClick={onOpen}
      >
        {text || placeholder || 'Select an option'}
      </button>
      <Icon name="ChevronDown" class="w-dropdown-chevron" />
    </div>
  )
}

/** The labels of what is chosen, in the order in which it was. */
function textOf(choices: readonly Choice[], values: readonly string[]): string {
  const byName = new Map(choices.map((choice) => [choice.name, labelOf(choice)]))
  return values.flatMap((value) => byName.get(value) ?? []).join(', ')
}

export const views = { dropdown: DropdownView }
