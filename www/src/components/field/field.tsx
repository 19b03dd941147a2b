import './field.css'
import type { ComponentChildren } from 'preact'
import { InfoTip } from '../../view/tooltip.tsx'

interface Props {
  /** The id of the control that the label belongs to. */
  control?: string
  /** The id that the label gets, for controls that name their label themselves. */
  labelId?: string
  label?: string | undefined
  /** What readers of the screen call the control when it has no label. */
  unlabelled?: string | undefined
  required?: boolean | undefined
  disabled?: boolean | undefined
  tooltip?: string | undefined
  error?: string | undefined
  errorId?: string | undefined
  children: ComponentChildren
}

/** A control with all that stands around it: label, explanation, error. */
export function Field({ control, labelId, label, unlabelled, required, disabled, tooltip, error, errorId, children }: Props) {
  return (
    <div class={`w-field ${disabled ? 'w-disabled' : ''}`}>
      <div class="w-field-main">
        {(label || unlabelled) && (
          <label class={label ? 'w-label' : 'w-sr'} {...(control && { for: control })} {...(labelId && { id: labelId })}>
            {label || unlabelled}
            {label && required && <Asterisk />}
          </label>
        )}
        {children}
        {error && (
          <p class="w-error" role="alert" {...(errorId && { id: errorId })}>
            {error}
          </p>
        )}
      </div>
      <InfoTip text={tooltip} />
    </div>
  )
}

/** Says that a value is wanted. Nothing enforces it. */
export const Asterisk = () => (
  <span class="w-asterisk" aria-hidden="true">
    *
  </span>
)
