import '../field/field.css'
import { InfoTip } from '../../view/tooltip.tsx'
import type { Label } from '../../vocabulary/text.ts'
import type { ComponentProps } from '../component.ts'
import { Asterisk } from '../field/field.tsx'

function LabelView({ model: { label, required, disabled, tooltip, name } }: ComponentProps<Label>) {
  return (
    <div class={`w-field ${disabled ? 'w-disabled' : ''}`} {...(name && { 'data-test': name })}>
      <span class="w-label">
        {label}
        {required && <Asterisk />}
      </span>
      <InfoTip text={tooltip} />
    </div>
  )
}

export const views = { label: LabelView }
