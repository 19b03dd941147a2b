import '../field/field.css'
import './combo.css'
import { useRef } from 'preact/hooks'
import { Icon } from '../../view/icon.tsx'
import { Chips } from './chips.tsx'
import { pressKey } from './keys.ts'
import { Suggestions } from './suggestions.tsx'
import { useCombo } from './use_combo.ts'

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
  /** Counts how often the app has set the values. */
  resets?: number | undefined
  onChange: (values: string[]) => void
}

/** A field to type into that suggests what could be meant. Several values stand before it as tags. */
export function Combo(props: ComboProps) {
  const { id, name, options, values, multiple, free, disabled, required, placeholder, errorId, onChange } = props
  const box = useRef<HTMLDivElement>(null)
  const combo = useCombo(props)
  const { input, open, text, full, highlighted, suggested, type, commit, toggle, compose } = combo
  const listId = `${id}-list`
  const place = suggested.findIndex(({ value }) => value === highlighted)
  return (
    <div ref={box} class={`w-box w-combo ${errorId ? 'w-box-invalid' : ''}`}>
      {multiple && <Chips options={options} values={values} disabled={disabled} onChange={onChange} />}
      <input
        ref={input}
        id={id}
        type="text"
        role="combobox"
        autocomplete="off"
        spellcheck={false}
        data-test={name}
        value={text}
        disabled={disabled}
        readOnly={full}
        placeholder={values.length && multiple ? '' : (placeholder ?? '')}
        aria-expanded={open}
        aria-controls={listId}
        aria-autocomplete={free && !multiple ? 'both' : 'list'}
        {...(open && place >= 0 && { 'aria-activedescendant': `${listId}-${place}` })}
        {...(required && { 'aria-required': true })}
        {...(errorId && { 'aria-invalid': true, 'aria-errormessage': errorId })}
        onInput={({ currentTarget }) => type(currentTarget.value)}
        onCompositionStart={() => compose(true)}
        onCompositionEnd={() => compose(false)}
        onClick={() => toggle(true)}
        onKeyDown={(event) => pressKey(combo, event)}
        onBlur={commit}
      />
      {!multiple && (
        <button
          type="button"
          class="w-icon-button w-box-button"
          tabIndex={-1}
          disabled={disabled}
          aria-label="Show choices"
          // The focus stays in the field, which would otherwise take its being left for the end.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => {
            input.current?.focus()
            toggle(!open)
          }}
        >
          <Icon name="ChevronDown" />
        </button>
      )}
      {open && <Suggestions id={listId} anchor={box.current} combo={combo} values={values} />}
    </div>
  )
}
