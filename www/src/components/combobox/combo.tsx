import '../field/field.css'
import './combo.css'
import { collection, connect, machine } from '@zag-js/combobox'
import { mergeProps, normalizeProps, useMachine } from '@zag-js/preact'
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { Icon } from '../../view/icon.tsx'
import { completionOf, contains } from './completion.ts'

export interface Option {
  value: string
  label: string
  disabled?: boolean
}

export interface ComboProps {
  /** The id of the field to type into. */
  id: string
  name: string
  options: readonly Option[]
  values: readonly string[]
  multiple: boolean
  /** May values be entered that are no options? */
  free: boolean
  /** So many values are enough. */
  max?: number | undefined
  placeholder?: string | undefined
  disabled?: boolean | undefined
  required?: boolean | undefined
  /** The id of the message that says what is wrong, if anything is. */
  errorId?: string | undefined
  onChange: (values: string[]) => void
}

/** A field to type into that suggests what could be meant. Several values stand before it as tags. */
export function Combo(props: ComboProps) {
  const { id, name, options, values, multiple, disabled, required, placeholder, errorId, onChange } = props
  const { api, input, handlers } = useCombo(props)
  const labelOf = (value: string): string => options.find((option) => option.value === value)?.label ?? value
  return (
    <div {...api.getRootProps()}>
      <div {...api.getControlProps()} class={`w-box w-combo ${errorId ? 'w-box-invalid' : ''}`}>
        {multiple &&
          values.map((value) => (
            <span key={value} class="w-chip">
              {labelOf(value)}
              <button
                type="button"
                aria-label={`Remove ${labelOf(value)}`}
                disabled={disabled}
                onClick={() => onChange(values.filter((one) => one !== value))}
              >
                <Icon name="Cancel" />
              </button>
            </span>
          ))}
        <input
          {...(mergeProps(api.getInputProps(), handlers) as object)}
          id={id}
          ref={input}
          data-test={name}
          placeholder={values.length && multiple ? '' : (placeholder ?? '')}
          {...(required && { 'aria-required': true })}
          {...(errorId && { 'aria-invalid': true, 'aria-errormessage': errorId })}
        />
        {!multiple && (
          <button {...api.getTriggerProps()} class="w-icon-button w-box-button" aria-label="Show choices">
            <Icon name="ChevronDown" />
          </button>
        )}
      </div>
      <Suggestions api={api} />
    </div>
  )
}

const Suggestions = ({ api }: Pick<ComboControls, 'api'>) => (
  <div {...api.getPositionerProps()}>
    <ul {...api.getContentProps()} class="w-combo-list" hidden={!api.open || !api.collection.size}>
      {api.open &&
        (api.collection.items as Option[]).map((item) => (
          <li key={item.value} {...api.getItemProps({ item })} class="w-combo-option" data-test={item.value}>
            {item.label}
          </li>
        ))}
    </ul>
  </div>
)

/** More than can be read anyway. */
const maxSuggestions = 200

interface ComboControls {
  api: ReturnType<typeof connect>
  input: { current: HTMLInputElement | null }
  /** What the field does besides what the machine does. */
  handlers: object
}

function useCombo({ id, options, values, multiple, free, max, disabled, onChange }: ComboProps): ComboControls {
  const input = useRef<HTMLInputElement>(null)
  /** What the user has typed; nothing when nobody is typing. */
  const [typed, setTyped] = useState<string | undefined>()
  const shown = multiple ? '' : (options.find(({ value }) => value === values[0])?.label ?? values[0] ?? '')
  const suggested = options.filter(({ value, label }) => !(multiple && values.includes(value)) && (typed === undefined || contains(label, typed)))
  const change = (next: readonly string[]): void => {
    setTyped(undefined)
    if (max === undefined || next.length <= max) onChange([...next])
  }
  const service = useMachine(machine, {
    id: useId(),
    ids: { input: id },
    collection: collection({ items: suggested.slice(0, maxSuggestions), itemToString: ({ label }) => label, itemToValue: ({ value }) => value }),
    multiple,
    value: [...values],
    // The field itself is the machine's: it knows what is in it before we hear of it.
    defaultInputValue: shown,
    allowCustomValue: true,
    openOnClick: true,
    // Whoever may write what he wants gets it; others get the first suggestion.
    inputBehavior: free ? 'none' : 'autohighlight',
    selectionBehavior: multiple ? 'clear' : 'replace',
    closeOnSelect: !multiple,
    positioning: { sameWidth: true, strategy: 'fixed', gutter: 4 },
    // When there is enough, nothing more can be typed.
    readOnly: max !== undefined && values.length >= max,
    ...(disabled && { disabled }),
    onInputValueChange: ({ inputValue, reason }) => reason === 'input-change' && type(inputValue),
    // The list hears of this key before the field does.
    onOpenChange: ({ reason }) => reason === 'escape-key' && stop(),
    onValueChange: ({ value }) => change(multiple ? value : value.slice(-1)),
  })
  const api = connect(service, normalizeProps)
  const { type, composition } = useCompletion({ input, api, options, completes: free && !multiple, typed: typed ?? shown, onTyped: setTyped })
  /** Nobody is typing any more: the field tells the value again. */
  const stop = (): void => {
    setTyped(undefined)
    api.setInputValue(shown)
  }
  useEffect(() => {
    if (input.current && input.current.value !== shown) api.setInputValue(shown)
  }, [shown])
  /** Takes what was typed for the value. */
  const commit = (): void => {
    if (typed === undefined) return
    const entered = input.current?.value.trim() ?? ''
    const known = options.find(({ label }) => label.toLowerCase() === entered.toLowerCase())?.value ?? entered
    const next = multiple ? [...values, known] : entered ? [known] : []
    const isNews = free && !(multiple && (!entered || values.includes(known)))
    stop()
    if (isNews) change(next)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && !api.highlightedValue) commit()
    else if (event.key === 'Escape') stop()
    else if (event.key === 'Backspace' && multiple && !input.current?.value && values.length) onChange(values.slice(0, -1))
  }
  return { api, input, handlers: { onKeyDown, onBlur: commit, ...composition } }
}

interface Completing {
  input: { current: HTMLInputElement | null }
  api: ReturnType<typeof connect>
  options: readonly Option[]
  completes: boolean
  /** What is in the field, but for what we have added to it. */
  typed: string
  onTyped: (typed: string) => void
}

/** Completes what is typed with what could be meant. What is added is selected: the next key takes its place. */
function useCompletion({ input, api, options, completes, typed: before, onTyped }: Completing): { type: (typed: string) => void; composition: object } {
  const composing = useRef(false)
  const type = (typed: string): void => {
    onTyped(typed)
    // What is deleted is not added again; and half a character is nothing to go on from.
    if (!completes || composing.current || typed.length <= before.length) return
    const completed = completionOf(typed, options.map(({ label }) => label))
    if (!completed || !input.current) return
    const text = typed + completed.slice(typed.length)
    api.setInputValue(text)
    input.current.value = text
    input.current.setSelectionRange(typed.length, text.length)
  }
  const composition = {
    onCompositionStart: () => void (composing.current = true),
    onCompositionEnd: () => void (composing.current = false),
  }
  return { type, composition }
}
