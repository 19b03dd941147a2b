import '../field/field.css'
import './toggle.css'
import { useClient } from '../../view/client_context.ts'
import { InfoTip } from '../../view/tooltip.tsx'
import type { Toggle } from '../../vocabulary/choices.ts'
import type { ComponentProps } from '../component.ts'
import { useInput } from '../input.ts'

function ToggleView({ model, resets }: ComponentProps<Toggle>) {
  const { name, label, disabled, trigger, tooltip } = model
  const client = useClient()
  const [value, enter] = useInput(name, model.value ?? false, resets)
  const toggle = (): void => {
    enter(!value)
    if (trigger) client.push()
  }
  return (
    <div class="w-field">
      <label class="w-toggle">
        <span class={label ? 'w-toggle-label' : 'w-sr'}>{label || name}</span>
        <input type="checkbox" role="switch" data-test={name} checked={value} disabled={disabled} onChange={toggle} />
        <span class="w-toggle-state" aria-hidden="true">
          {value ? 'On' : 'Off'}
        </span>
      </label>
      <InfoTip text={tooltip} />
    </div>
  )
}

export const views = { toggle: ToggleView }
