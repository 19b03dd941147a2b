import { useClient } from '../../view/client_context.ts'
import type { Persona } from '../../vocabulary/people.ts'
import type { ComponentProps } from '../component.ts'
import { Coin } from './coin.tsx'

function PersonaView({ model }: ComponentProps<Persona>) {
  const { name, size = 'm' } = model
  const client = useClient()
  const look = `w-persona w-persona-${size}`
  if (!name)
    return (
      <div class={look}>
        <Inside model={model} />
      </div>
    )
  return (
    <button type="button" class={`${look} w-persona-button`} data-test={name} onClick={() => client.submit(name, true)}>
      <Inside model={model} />
    </button>
  )
}

const Inside = ({ model }: ComponentProps<Persona>) => {
  const { title, subtitle, caption } = model
  return (
    <>
      <Coin {...model} />
      <span class="w-persona-text">
        <span class="w-persona-title">{title}</span>
        {subtitle && <span class="w-persona-subtitle">{subtitle}</span>}
        {caption && <span class="w-persona-caption">{caption}</span>}
      </span>
    </>
  )
}

export const views = { persona: PersonaView }
