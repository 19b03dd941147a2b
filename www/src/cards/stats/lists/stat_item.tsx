import './lists.css'
import type { ComponentChildren } from 'preact'
import { useClient } from '../../../view/client_context.ts'
import { Icon } from '../../../view/icon.tsx'
import type { StatListItem, StatTableItem } from '../../../vocabulary/stat_rows.ts'

/** Icon, label and caption of a row. The label of a row with a name is a button, and the whole row its target. */
export function StatItemHead({ item, cardName }: { item: StatListItem | StatTableItem; cardName: string | undefined }) {
  const client = useClient()
  const { name, label, caption, icon, icon_color } = item
  // Under the card's name the app hears which row it was; otherwise the row speaks for itself.
  const onClick = (): void => {
    if (name) client.submit(cardName ?? name, cardName ? name : true)
  }
  return (
    <>
      {icon && <Icon name={icon} class="w-stat-icon" color={icon_color} />}
      <span class="w-stat-item-texts">
        {name ? (
          <button type="button" class="w-stat-item-label" data-test={name} onClick={onClick}>
            {label}
          </button>
        ) : (
          <span class="w-stat-item-label">{label}</span>
        )}
        <Soft>{caption}</Soft>
      </span>
    </>
  )
}

export const Soft = ({ children }: { children: ComponentChildren }) => (children ? <span class="w-stat-aux">{children}</span> : null)

export const Heading = ({ title, subtitle }: { title: string; subtitle: string | undefined }) => (
  <div class="w-stat-heading">
    {title && <h2 class="w-title w-stat-title">{title}</h2>}
    {subtitle && <p class="w-stat-aux">{subtitle}</p>}
  </div>
)
