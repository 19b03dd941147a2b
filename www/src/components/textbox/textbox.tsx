import '../field/field.css'
import './textbox.css'
import { useId, useState } from 'preact/hooks'
import { useClient } from '../../view/client_context.ts'
import { Icon } from '../../view/icon.tsx'
import type { Textbox } from '../../vocabulary/textbox.ts'
import type { ComponentProps } from '../component.ts'
import { Field } from '../field/field.tsx'
import { useInput, usePause } from '../input.ts'
import { applyMask } from './mask.ts'

/** How long after the last key a textbox with a trigger submits. */
const pauseMs = 500

function TextboxView({ model, resets }: ComponentProps<Textbox>) {
  const { name, label, required, disabled, readonly, tooltip, error, mask, trigger, multiline, prefix, suffix } = model
  const client = useClient()
  const id = useId()
  const [value, enter] = useInput(name, model.value ?? '', resets)
  const paused = usePause(pauseMs, () => {
    client.rename(name)
    client.push()
  })
  const type = (text: string): void => {
    enter(mask ? applyMask(mask, text) : text)
    if (trigger) paused()
  }
  const state = `${error ? 'w-box-invalid' : ''} ${readonly ? 'w-box-readonly' : ''}`
  return (
    <Field control={id} label={label} unlabelled={model.placeholder || name} required={required} disabled={disabled} tooltip={tooltip} error={error} errorId={`${id}-error`}>
      <div class={`w-box ${state}`}>
        {prefix && <span class="w-affix">{prefix}</span>}
        {multiline ? (
          <Multiline model={model} id={id} value={value} onType={type} />
        ) : (
          <SingleLine model={model} id={id} value={value} onType={type} />
        )}
        {suffix && <span class="w-affix">{suffix}</span>}
      </div>
    </Field>
  )
}

interface BoxProps extends ComponentProps<Textbox> {
  id: string
  value: string
  onType: (text: string) => void
}

/** What a line and a text of many lines have in common. */
function shared({ model, id, value }: BoxProps): object {
  const { name, placeholder, disabled, readonly, required, error, spellcheck } = model
  return {
    id,
    value,
    disabled,
    'data-test': name,
    readOnly: readonly,
    'aria-required': required,
    ...(placeholder && { placeholder }),
    ...(error && { 'aria-invalid': true, 'aria-errormessage': `${id}-error` }),
    ...(spellcheck !== undefined && { spellcheck }),
  }
}

function SingleLine(props: BoxProps) {
  const { model, onType } = props
  const { type = 'text', password, icon, mask } = model
  const [revealed, setRevealed] = useState(false)
  return (
    <>
      <input
        {...shared(props)}
        type={(password && !revealed ? 'password' : type) as 'text'}
        autocomplete={password ? 'current-password' : 'off'}
        onInput={({ currentTarget }) => {
          onType(currentTarget.value)
          // The browser keeps what was typed when the value we give it is the one it had before.
          if (mask) currentTarget.value = applyMask(mask, currentTarget.value)
        }}
      />
      {password && <Reveal revealed={revealed} onToggle={() => setRevealed(!revealed)} />}
      {icon && !password && <Icon name={icon} class="w-box-icon" />}
    </>
  )
}

const Reveal = ({ revealed, onToggle }: { revealed: boolean; onToggle: () => void }) => (
  <button type="button" class="w-icon-button w-box-button" aria-pressed={revealed} aria-label="Show the password" onClick={onToggle}>
    <Icon name={revealed ? 'Hide3' : 'RedEye'} />
  </button>
)

function Multiline(props: BoxProps) {
  const { model, onType } = props
  const { height, icon } = model
  const fixed = height && !height.includes('%') ? { height } : undefined
  return (
    <>
      <textarea
        {...shared(props)}
        class={fixed ? 'w-textarea-fixed' : ''}
        {...(fixed && { style: fixed })}
        rows={3}
        onInput={({ currentTarget }) => onType(currentTarget.value)}
      />
      {icon && <Icon name={icon} class="w-box-icon" />}
    </>
  )
}

export const views = { textbox: TextboxView }
