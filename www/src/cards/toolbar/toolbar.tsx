import './toolbar.css'
import '../../components/command/command_menu.css'
import { CommandMenu } from '../../components/command/command_menu.tsx'
import { useCommandArguments } from '../../components/command/arguments.ts'
import { runCommand } from '../../components/command/run.ts'
import type { CardProps, CardView } from '../../view/card.ts'
import { useClient } from '../../view/client_context.ts'
import { Icon } from '../../view/icon.tsx'
import { useNode } from '../../view/reactive.ts'
import { Suspended } from '../../view/suspended.tsx'
import type { Command } from '../../vocabulary/command.ts'
import type { ToolbarCard } from '../../vocabulary/frame_of_page.ts'
import { useFit } from './use_fit.ts'

const menus = () => import('../../components/command/menu.tsx')

const read = (commands: Command[] | undefined): Command[] => (Array.isArray(commands) ? useNode(commands).map((command) => useNode(command)) : [])

/** Commands in a row. Those for which there is no room are found in a menu at its end. */
function ToolbarCardView({ card }: CardProps) {
  const { items, secondary_items, overflow_items } = useNode(card.data) as unknown as ToolbarCard
  const [first, second, others] = [read(items), read(secondary_items), read(overflow_items)]
  useCommandArguments([...first, ...others, ...second])
  const [row, fit] = useFit(first.length)
  const hidden = [...first.slice(fit), ...others]
  return (
    <div class="w-toolbar" role="toolbar" aria-label="Commands">
      <div ref={row} class="w-toolbar-row">
        {first.map((command, place) => (
          <ToolbarItem key={command.name} command={command} hidden={place >= fit} />
        ))}
      </div>
      {hidden.length > 0 && <CommandMenu commands={hidden} class="w-toolbar-item w-toolbar-more" />}
      <div class="w-toolbar-row w-toolbar-end">
        {second.map((command) => (
          <ToolbarItem key={command.name} command={command} hidden={false} />
        ))}
      </div>
    </div>
  )
}

function ToolbarItem({ command, hidden }: { command: Command; hidden: boolean }) {
  const { name, label, caption, icon, items, path } = command
  const client = useClient()
  const look = {
    class: `w-toolbar-item ${hidden ? 'w-toolbar-hidden' : ''}`,
    ...(caption && { title: caption }),
  }
  const title = label ? undefined : caption || name
  const inside = (
    <>
      {icon && <Icon name={icon} />}
      {(label || !icon) && <span>{label || name}</span>}
      {items && !path && <Icon name="ChevronDown" class="w-menu-chevron" />}
    </>
  )
  if (!items || path)
    return (
      <button type="button" {...look} data-test={name} aria-label={title} onClick={() => runCommand(client, command)}>
        {inside}
      </button>
    )
  const fallback = (
    <button type="button" {...look} aria-haspopup="menu" aria-label={title}>
      {inside}
    </button>
  )
  return (
    <span class={hidden ? 'w-toolbar-hidden' : ''} data-test={name}>
      <Suspended
        load={menus}
        fallback={fallback}
        render={({ Menu }) => (
          <Menu commands={items} class="w-toolbar-item" label={title} placement="bottom-start">
            {inside}
          </Menu>
        )}
      />
    </span>
  )
}

export const views: Record<'toolbar', CardView> = { toolbar: ToolbarCardView }
