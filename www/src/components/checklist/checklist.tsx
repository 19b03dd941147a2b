import '../field/field.css'
import '../choice_group/choice_group.css'
import { useId } from 'preact/hooks'
import { useClient } from '../../view/client_context.ts'
import { InfoTip } from '../../view/tooltip.tsx'
import type { Checklist } from '../../vocabulary/choices.ts'
import { inOrder, labelOf, withAll } from '../choice/label.ts'
import type { ComponentProps } from '../component.ts'
import { useInput } from '../input.ts'
import { SelectAll } from '../choice/select_all.tsx'

function ChecklistView({ model, resets }: ComponentProps<Checklist>) {
  const { name, label, choices = [], trigger, inline, tooltip } = model
  const client = useClient()
  const id = useId()
  const [values, enter] = useInput(name, inOrder(choices, new Set(model.values)), resets)
  const change = (chosen: string[]): void => {
    enter(chosen)
    if (trigger) client.push()
  }
  const toggle = (choice: string): void => {
    const chosen = new Set(values)
    if (!chosen.delete(choice)) chosen.add(choice)
    change(inOrder(choices, chosen))
  }
  return (
    <div class="w-field">
      <div class="w-field-main" role="group" data-test={name} aria-labelledby={`${id}-label`}>
        {label && (
          <span class="w-label" id={`${id}-label`}>
            {label}
          </span>
        )}
        <SelectAll onSelect={(on) => change(withAll(choices, values, on))} />
        <div class={`w-choices ${inline ? 'w-choices-inline' : ''}`}>
          {choices.map((choice) => (
            <label key={choice.name} class="w-tick">
              <input
                type="checkbox"
                data-test={`checkbox-${choice.name}`}
                checked={values.includes(choice.name)}
                disabled={choice.disabled}
                onChange={() => toggle(choice.name)}
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

export const views = { checklist: ChecklistView }
