import '../field/field.css'
import './choice_group.css'
import { useId } from 'preact/hooks'
import { useClient } from '../../view/client_context.ts'
import { InfoTip } from '../../view/tooltip.tsx'
import type { ChoiceGroup } from '../../vocabulary/choices.ts'
import { labelOf } from '../choice/label.ts'
import type { ComponentProps } from '../component.ts'
import { Asterisk } from '../field/field.tsx'
import { useInput } from '../input.ts'

function ChoiceGroupView({ model, resets }: ComponentProps<ChoiceGroup>) {
  const { name, label, choices = [], required, trigger, inline, tooltip } = model
  const client = useClient()
  const id = useId()
  const [value, enter] = useInput<string | null>(name, model.value ?? null, resets)
  const choose = (choice: string): void => {
    enter(choice)
    if (trigger) client.push()
  }
  return (
    <div class="w-field">
      <div class="w-field-main" role="radiogroup" data-test={name} aria-labelledby={`${id}-label`} aria-required={required}>
        <span class="w-label" id={`${id}-label`}>
          {label}
          {required && <Asterisk />}
        </span>
        <div class={`w-choices ${inline ? 'w-choices-inline' : ''}`}>
          {choices.map((choice) => (
            <label key={choice.name} class="w-tick">
              <input
                type="radio"
                name={id}
                data-test={`${name}-${choice.name}`}
                checked={value === choice.name}
                disabled={choice.disabled}
                onChange={() => choose(choice.name)}
              />
              {labelOf(choice)}
            </label>
          ))}
        </div>
      </div>
      <InfoTip text={tooltip} />
    </div>
  )
}

export const views = { choice_group: ChoiceGroupView }
