import './command_menu.css'
import { Suspended } from '../../view/suspended.tsx'
import { Icon } from '../../view/icon.tsx'
import type { Command } from '../../vocabulary/command.ts'

const menu = () => import('./menu.tsx')

interface Props {
  commands: readonly Command[]
  /** The icon of the button that opens the menu. */
  icon?: string
  class?: string
}

/** A button that opens a menu of commands. */
export function CommandMenu({ commands, icon = 'More', class: className = 'w-icon-button' }: Props) {
  if (!commands.length) return null
  const look = { class: className, children: <Icon name={icon} /> }
  return (
    <Suspended
      load={menu}
      fallback={<button type="button" aria-label="More" aria-haspopup="menu" {...look} />}
      render={({ Menu }) => <Menu commands={commands} label="More" {...look} />}
    />
  )
}
