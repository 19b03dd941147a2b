import './profile.css'
import { unwrap, type Component } from '../../components/component.ts'
import { Items } from '../../components/items.tsx'
import { useTree } from '../../view/reactive.ts'

interface Props {
  persona: Component
  /** Said at the other end of the line. */
  aside: string | undefined
}

/** Somebody at the head of a card, small whatever the author asks for. */
export function PersonaLine({ persona, aside }: Props) {
  const [tag, attributes] = unwrap(useTree(persona)) ?? []
  return (
    <header class="w-post-head">
      {tag && attributes && <Items items={[{ [tag]: { ...attributes, size: 'xs' } }]} />}
      {aside && <span class="w-post-aux">{aside}</span>}
    </header>
  )
}
