import { connect, machine, type Service as MenuService } from '@zag-js/menu'
import { normalizeProps, useMachine } from '../../view/machines.ts'
import type { ComponentChildren } from 'preact'
import { useEffect, useId } from 'preact/hooks'
import { useClient } from '../../view/client_context.ts'
import { Icon } from '../../view/icon.tsx'
import type { Command } from '../../vocabulary/command.ts'
import { labelOf, runCommand } from './run.ts'

type MenuApi = ReturnType<typeof useMenu>['api']

type Placement = 'bottom-start' | 'bottom-end' | 'right-start'

function useMenu(commands: readonly Command[], placement: Placement) {
  const client = useClient()
  const service = useMachine(machine, {
    id: useId(),
    positioning: { placement, strategy: 'fixed', gutter: 4 },
    onSelect: ({ value }) => {
      const command = commands[Number(value)]
      if (command) runCommand(client, command)
    },
  })
  return { service, api: connect(service, normalizeProps) }
}

interface MenuProps {
  commands: readonly Command[]
  class: string
  /** What the menu is called, where the button does not say so itself. */
  label?: string | undefined
  placement?: Placement
  children: ComponentChildren
}

/** A menu button, with menus inside of menus where commands have items. */
export function Menu({ commands, class: className, label, placement = 'bottom-end', children }: MenuProps) {
  const { service, api } = useMenu(commands, placement)
  return (
    <>
      <button type="button" {...(label && { 'aria-label': label })} {...api.getTriggerProps()} class={className}>
        {children}
      </button>
      <MenuList commands={commands} service={service} api={api} />
    </>
  )
}

interface ListProps {
  commands: readonly Command[]
  service: MenuService
  api: MenuApi
}

const MenuList = ({ commands, service, api }: ListProps) => (
  <div {...api.getPositionerProps()} class="w-menu-positioner">
    {api.open && (
      <div {...api.getContentProps()} class="w-menu">
        {commands.map((command, place) =>
          command.items && !command.path ? (
            <SubMenu key={place} command={command} items={command.items} parent={service} parentApi={api} />
          ) : (
            <div key={place} {...api.getItemProps({ value: String(place), valueText: labelOf(command) })} class="w-menu-item" data-test={command.name}>
              <MenuLabel command={command} />
            </div>
          ),
        )}
      </div>
    )}
  </div>
)

interface SubMenuProps {
  command: Command
  items: readonly Command[]
  parent: MenuService
  parentApi: MenuApi
}

function SubMenu({ command, items, parent, parentApi }: SubMenuProps) {
  const { service, api } = useMenu(items, 'right-start')
  useEffect(() => {
    parentApi.setChild(service)
    api.setParent(parent)
    // The machines know one another from here on; what they return later is the same.
  }, [])
  return (
    <>
      <div {...parentApi.getTriggerItemProps(api)} class="w-menu-item">
        <MenuLabel command={command} />
        <Icon name="ChevronRight" class="w-menu-more" />
      </div>
      <MenuList commands={items} service={service} api={api} />
    </>
  )
}

const MenuLabel = ({ command }: { command: Command }) => (
  <>
    {command.icon && <Icon name={command.icon} class="w-menu-icon" />}
    <span class="w-menu-label" {...(command.caption && { title: command.caption })}>
      {labelOf(command)}
    </span>
  </>
)
