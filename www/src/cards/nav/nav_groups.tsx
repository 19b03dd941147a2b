import './nav.css'
import { useId } from 'preact/hooks'
import { useClient } from '../../view/client_context.ts'
import { useGiven } from '../../view/given.ts'
import { Icon } from '../../view/icon.tsx'
import type { NavGroup, NavItem } from '../../vocabulary/frame_of_page.ts'

interface Props {
  groups: readonly NavGroup[]
  /** The name of the item that is where we are. */
  current?: string | undefined
  /** Told after an item has been followed. */
  onGo?: (item: NavItem) => void
}

/** Groups of places to go to. */
export const NavGroups = ({ groups, current, onGo }: Props) => (
  <nav class="w-nav">
    {groups.map((group, place) => (
      <Group key={`${place} ${group.label}`} group={group} current={current} {...(onGo && { onGo })} />
    ))}
  </nav>
)

function Group({ group: { label, items, collapsed }, current, onGo }: Omit<Props, 'groups'> & { group: NavGroup }) {
  const [open, setOpen] = useGiven(`${!collapsed}`, !collapsed)
  const id = useId()
  return (
    <div class="w-nav-group">
      {label && (
        <button type="button" class="w-nav-heading" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
          <Icon name={open ? 'ChevronDown' : 'ChevronRight'} />
          {label}
        </button>
      )}
      {open && (
        <ul id={id}>
          {items.map((item) => (
            <Item key={item.name} item={item} current={item.name === current} {...(onGo && { onGo })} />
          ))}
        </ul>
      )}
    </div>
  )
}

function Item({ item, current, onGo }: { item: NavItem; current: boolean; onGo?: (item: NavItem) => void }) {
  const { name, label, icon, disabled, tooltip, path } = item
  const client = useClient()
  const go = (): void => {
    onGo?.(item)
    if (path) client.openTab(path)
    else client.submit(name, true)
  }
  return (
    <li>
      <button
        type="button"
        class="w-nav-item"
        data-test={name}
        disabled={disabled}
        {...(tooltip && { title: tooltip })}
        {...(current && { 'aria-current': 'page' })}
        onClick={go}
      >
        {icon && <Icon name={icon} />}
        <span>{label || name}</span>
      </button>
    </li>
  )
}
