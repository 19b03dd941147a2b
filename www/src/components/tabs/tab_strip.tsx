import './tabs.css'
import { useRef, useState } from 'preact/hooks'
import { useClient } from '../../view/client_context.ts'
import { Icon } from '../../view/icon.tsx'
import type { Tab } from '../../vocabulary/tabs.ts'

interface Props {
  items: readonly Tab[]
  /** The name of the tab that is shown as chosen. */
  value: string | undefined
  /** Text that is underlined, instead of filled tabs. */
  link: boolean
  onChoose: (tab: Tab) => void
  /** The name by which the app knows the strip. */
  name?: string | undefined
}

/** Where a key takes the focus, from the place it has among so many. */
const moves: Readonly<Record<string, (place: number, count: number) => number>> = {
  ArrowRight: (place, count) => (place + 1) % count,
  ArrowLeft: (place, count) => (place - 1 + count) % count,
  Home: () => 0,
  End: (_place, count) => count - 1,
}

/** Tabs beside one another. The arrow keys go from one to the next; Enter and Space choose. */
export function TabStrip({ items, value, link, onChoose, name }: Props) {
  const client = useClient()
  const strip = useRef<HTMLDivElement>(null)
  const [focused, setFocused] = useState<string | undefined>()
  const reachable = [focused, value].find((one) => items.some((tab) => tab.name === one)) ?? items[0]?.name
  const move = (event: KeyboardEvent, place: number): void => {
    const next = moves[event.key]?.(place, items.length)
    if (next === undefined) return
    event.preventDefault()
    strip.current?.querySelectorAll<HTMLElement>('[role=tab]')[next]?.focus()
  }
  const choose = (tab: Tab): void => {
    if (tab.path) client.openTab(tab.path)
    else if (tab.name !== value) onChoose(tab)
  }
  return (
    <div
      ref={strip}
      role="tablist"
      class={`w-tabs ${link ? 'w-tabs-link' : ''}`}
      onFocusOut={() => setFocused(undefined)}
      {...(name && { 'data-test': name })}
    >
      {items.map((tab, place) => (
        <button
          key={tab.name}
          type="button"
          role="tab"
          class="w-tab"
          data-test={tab.name}
          aria-selected={tab.name === value}
          tabIndex={tab.name === reachable ? 0 : -1}
          onFocus={() => setFocused(tab.name)}
          onKeyDown={(event) => move(event, place)}
          onClick={() => choose(tab)}
        >
          {tab.icon && <Icon name={tab.icon} />}
          <span class="w-tab-label">{tab.label || tab.name}</span>
        </button>
      ))}
    </div>
  )
}
