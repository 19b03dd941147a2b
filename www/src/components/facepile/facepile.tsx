import './facepile.css'
import type { JsonObject } from '../../page/json.ts'
import { useClient } from '../../view/client_context.ts'
import { Icon } from '../../view/icon.tsx'
import { useNode } from '../../view/reactive.ts'
import type { Facepile, Persona } from '../../vocabulary/people.ts'
import { unwrap, type ComponentProps } from '../component.ts'
import { Coin } from '../persona/coin.tsx'

const personasIn = (items: readonly JsonObject[]): Persona[] =>
  useNode(items as JsonObject[]).flatMap((item) => {
    const [tag, attributes] = unwrap(useNode(item)) ?? []
    return tag === 'persona' && attributes ? [useNode(attributes) as unknown as Persona] : []
  })

function FacepileView({ model: { items, name, max, value } }: ComponentProps<Facepile>) {
  const client = useClient()
  const personas = personasIn(items ?? [])
  const shown = max === undefined ? personas : personas.slice(0, max)
  const others = personas.slice(shown.length)
  return (
    <div class="w-facepile" {...(name && { 'data-test': name })}>
      {name && (
        <button type="button" class="w-face w-face-add" aria-label="Add" onClick={() => client.submit(name, value ?? true)}>
          <Icon name="AddFriend" />
        </button>
      )}
      <ul>
        {shown.map((persona, place) => (
          <li key={place}>
            <Face persona={persona} />
          </li>
        ))}
        {others.length > 0 && (
          <li>
            <span class="w-face w-face-more" title={others.map(({ title }) => title).join(', ')}>
              {`+${others.length}`}
            </span>
          </li>
        )}
      </ul>
    </div>
  )
}

function Face({ persona }: { persona: Persona }) {
  const { name, title } = persona
  const client = useClient()
  if (name)
    return (
      <button type="button" class="w-face" title={title} aria-label={title} data-test={name} onClick={() => client.submit(name, true)}>
        <Coin {...persona} />
      </button>
    )
  return (
    <span class="w-face" role="img" title={title} aria-label={title}>
      <Coin {...persona} />
    </span>
  )
}

export const views = { facepile: FacepileView }
