import '../field/field.css'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { useClient } from '../../view/client_context.ts'
import { useGiven } from '../../view/given.ts'
import { InfoTip } from '../../view/tooltip.tsx'
import type { Checkbox } from '../../vocabulary/choices.ts'
import type { ComponentProps } from '../component.ts'
import { useInput } from '../input.ts'

function CheckboxView({ model, resets }: ComponentProps<Checkbox>) {
  const { name, label, disabled, trigger, tooltip } = model
  const client = useClient()
  const [value, enter] = useInput(name, model.value ?? false, resets)
  // Neither yes nor no, until the user decides.
  const [undecided, setUndecided] = useGiven(`${resets} ${model.indeterminate}`, model.indeterminate ?? false)
  const toggle = (): void => {
    // The first click on an undecided box settles for the value it has.
    enter(undecided ? value : !value)
    setUndecided(false)
    if (trigger) client.push()
  }
  return (
    <div class="w-field">
      <label class="w-tick">
        <Box name={name} checked={value} undecided={undecided} disabled={disabled} onToggle={toggle} />
        {label || <span class="w-sr">{name}</span>}
      </label>
      <InfoTip text={tooltip} />
    </div>
  )
}

interface BoxProps {
  name: string
  checked: boolean
  undecided: boolean
  disabled: boolean | undefined
  onToggle: () => void
}

function Box({ name, checked, undecided, disabled, onToggle }: BoxProps) {
  const box = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => {
    if (!box.current) return
    box.current.indeterminate = undecided
    // The browser has changed it by itself, perhaps not to what we say.
    box.current.checked = checked
  })
  return <input ref={box} type="checkbox" data-test={name} checked={checked} disabled={disabled} onChange={onToggle} />
}

export const views = { checkbox: CheckboxView }
