import './link.css'
import type { Json } from '../../page/json.ts'
import { useClient } from '../../view/client_context.ts'
import { Tooltip } from '../../view/tooltip.tsx'
import '../button/button.css'
import type { Link, Links } from '../../vocabulary/links.ts'
import type { ComponentProps } from '../component.ts'
import { Items } from '../items.tsx'

/** An empty target means a tab of its own. */
const targetOf = (target: string | undefined): string | undefined => (target === '' ? '_blank' : target)

function LinkView({ model }: ComponentProps<Link>) {
  const { label, path = '', tooltip, button, name } = model
  const test = name && { 'data-test': name }
  return (
    <Tooltip text={tooltip}>{button ? <LinkButton model={model} /> : <Anchor model={model} label={label ?? path} test={test || {}} />}</Tooltip>
  )
}

interface AnchorProps extends ComponentProps<Link> {
  label: string
  test: Record<string, string>
}

function Anchor({ model: { path = '', disabled, download, target }, label, test }: AnchorProps) {
  if (disabled)
    return (
      <span class="w-link-disabled" role="link" aria-disabled="true" {...test}>
        {label}
      </span>
    )
  const where = targetOf(target)
  return (
    <a href={path} {...(where && { target: where, rel: 'noopener noreferrer' })} {...(download && { download: '' })} {...test}>
      {label}
    </a>
  )
}

function LinkButton({ model: { label, path = '', disabled, name } }: ComponentProps<Link>) {
  const client = useClient()
  return (
    <button type="button" class="w-button" disabled={disabled} onClick={() => client.openTab(path)} {...(name && { 'data-test': name })}>
      <span class="w-button-label">{label ?? path}</span>
    </button>
  )
}

const LinksView = ({ model: { label, items, inline } }: ComponentProps<Links>) => (
  <nav class="w-links" {...(label && { 'aria-label': label })}>
    {label && <div class="w-links-label">{label}</div>}
    <div class={`w-links-list ${inline ? 'w-links-inline' : ''}`}>
      <Items items={items as Json} />
    </div>
  </nav>
)

export const views = { link: LinkView, links: LinksView }
