import './expander.css'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Json } from '../../page/json.ts'
import { useClient } from '../../view/client_context.ts'
import { Icon } from '../../view/icon.tsx'
import type { Expander } from '../../vocabulary/grouping.ts'
import type { ComponentProps } from '../component.ts'
import { Items } from '../items.tsx'

/** What is inside is there, and is submitted, whether it can be seen or not. */
function ExpanderView({ model: { name, label, expanded, items }, resets = 0 }: ComponentProps<Expander>) {
  const client = useClient()
  const [, redraw] = useState(0)
  const setting = `${resets} ${expanded}`
  const state = useRef({ setting, open: expanded ?? false })
  if (state.current.setting !== setting) state.current = { setting, open: expanded ?? false }
  const { open } = state.current
  useLayoutEffect(() => {
    if (expanded !== undefined) client.set(name, expanded)
  }, [client, name, setting])
  const toggle = (now: boolean): void => {
    // Browsers also tell of what we have done ourselves.
    if (now === state.current.open) return
    state.current.open = now
    client.set(name, now)
    redraw((count) => count + 1)
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
