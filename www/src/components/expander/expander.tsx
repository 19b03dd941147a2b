import './expander.css'
import { useLayoutEffect } from 'preact/hooks'
import type { Json } from '../../page/json.ts'
import { useClient } from '../../view/client_context.ts'
import { useGiven } from '../../view/given.ts'
import { Icon } from '../../view/icon.tsx'
import type { Expander } from '../../vocabulary/grouping.ts'
import type { ComponentProps } from '../component.ts'
import { Items } from '../items.tsx'

/** What is inside is there, and is submitted, whether it can be seen or not. */
function ExpanderView({ model: { name, label, expanded, items }, resets = 0 }: ComponentProps<Expander>) {
  const client = useClient()
  const setting = `${resets} ${expanded}`
  const [open, setOpen] = useGiven(setting, expanded ?? false)
  useLayoutEffect(() => {
    if (expanded !== undefined) client.set(name, expanded)
  }, [client, name, setting])
  const toggle = (now: boolean): void => {
    // Browsers also tell of what we have done ourselves.
    if (now === open) return
    client.set(name, now)
    setOpen(now)
  }
  return (
    <details class="w-expander" data-test={name} open={open} onToggle={({ currentTarget }) => toggle(currentTarget.open)}>
      <summary>
        <Icon name={open ? 'ChevronDown' : 'ChevronRight'} />
        {label || name}
      </summary>
      <div class="w-items w-expander-items">
        <Items items={items as Json} />
      </div>
    </details>
  )
}

export const views = { expander: ExpanderView }
