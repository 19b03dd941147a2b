import '../dropdown/dropdown.css'
import '../field/field.css'
import type { ComponentChildren } from 'preact'
import { useId, useRef, useState } from 'preact/hooks'
import { Icon } from '../../view/icon.tsx'
import { Field } from '../field/field.tsx'
import { Popup } from './popup.tsx'

interface Props {
  name: string
  label: string | undefined
  required?: boolean | undefined
  disabled: boolean | undefined
  tooltip: string | undefined
  /** What is chosen, in words. */
  text: string
  placeholder: string
  icon: string
  /** What is to be chosen, for those who cannot see it. */
  title: string
  /** What gets the focus when it opens, as a selector. */
  focus?: string
  /** What to choose from. `close` is for when that is done. */
  children: (close: () => void) => ComponentChildren
}

/** A button that looks like a field: it tells what is chosen, and opens something to choose from. */
export function PickerField({ name, label, required, disabled, tooltip, text, placeholder, icon, title, focus, children }: Props) {
  const id = useId()
  const opener = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  const close = (): void => {
    setOpen(false)
    opener.current?.focus()
  }
  return (
    <Field labelId={`${id}-label`} label={label} unlabelled={placeholder || name} required={required} disabled={disabled} tooltip={tooltip}>
      <div class={`w-box w-dropdown ${text ? '' : 'w-dropdown-empty'}`}>
        <button
          ref={opener}
          type="button"
          id={id}
          class="w-dropdown-button"
          data-test={name}
          disabled={disabled}
          aria-haspopup="dialog"
          aria-expanded={open}
          aria-labelledby={`${id}-label ${id}`}
          {...(required && { 'aria-description': 'required' })}
          onClick={() => setOpen(!open)}
        >
          {text || placeholder}
        </button>
        <Icon name={icon} class="w-dropdown-chevron w-picker-icon" />
      </div>
      {open && (
        <Popup anchor={opener.current} label={label || title} {...(focus && { focus })} onClose={() => setOpen(false)}>
          {children(close)}
        </Popup>
      )}
    </Field>
  )
}
