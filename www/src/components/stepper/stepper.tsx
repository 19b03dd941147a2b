import './stepper.css'
import { Icon } from '../../view/icon.tsx'
import { useNode } from '../../view/reactive.ts'
import { InfoTip } from '../../view/tooltip.tsx'
import type { Step, Stepper } from '../../vocabulary/tabs.ts'
import type { ComponentProps } from '../component.ts'

/** How far something has come: the first step that is not done is where it is. */
function StepperView({ model: { name, items, tooltip } }: ComponentProps<Stepper>) {
  const steps = useNode(items ?? []).map((step) => useNode(step))
  const current = steps.findIndex(({ done }) => !done)
  return (
    <div class="w-field">
      <ol class="w-stepper" data-test={name}>
        {steps.map((step, place) => (
          <StepView key={place} step={step} number={place + 1} current={place === current} />
        ))}
      </ol>
      <InfoTip text={tooltip} />
    </div>
  )
}

function StepView({ step: { label, icon, done }, number, current }: { step: Step; number: number; current: boolean }) {
  return (
    <li class={`w-step ${current ? 'w-step-current' : ''}`} {...(current && { 'aria-current': 'step' })}>
      <span class="w-step-mark">{done ? <Icon name="CheckMark" /> : icon ? <Icon name={icon} /> : number}</span>
      <span class="w-step-label">{label}</span>
      {done && <span class="w-sr">done</span>}
    </li>
  )
}

export const views = { stepper: StepperView }
