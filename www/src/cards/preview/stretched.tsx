import '../../components/button/button.css'
import './stretched.css'
import type { ComponentChildren } from 'preact'
import { useClient } from '../../view/client_context.ts'

interface Props {
  /** Submitted when the card is clicked. Without a name there is nothing to click. */
  name: string | undefined
  class?: string
  children: ComponentChildren
}

/** The title of a card that can be clicked as a whole: a button as large as the card, behind what else can be used. */
export function StretchedTitle({ name, class: className = '', children }: Props) {
  const client = useClient()
  if (!name) return <h2 class={`w-teaser-title ${className}`}>{children}</h2>
  return (
    <h2 class={`w-teaser-title ${className}`}>
      <button type="button" class="w-stretched" data-test={name} onClick={() => client.submit(name, name)}>
        {children}
      </button>
    </h2>
  )
}

/** A button that does what a click on the card does, for cards whose author has named it. */
export function LabelButton({ name, label }: { name: string; label: string }) {
  const client = useClient()
  return (
    <button type="button" class="w-button w-button-primary" data-test={name} onClick={() => client.submit(name, name)}>
      {label}
    </button>
  )
}
