import '../command/command_menu.css'
import './menu.css'
import { Icon } from '../../view/icon.tsx'
import { useNode } from '../../view/reactive.ts'
import { Suspended } from '../../view/suspended.tsx'
import type { Menu } from '../../vocabulary/buttons.ts'
import { useCommandArguments } from '../command/arguments.ts'
import type { ComponentProps } from '../component.ts'

const machine = () => import('../command/menu.tsx')

function MenuView({ model: { items, icon, image, name, label } }: ComponentProps<Menu>) {
  const commands = useNode(items ?? []).map((command) => useNode(command))
  useCommandArguments(commands)
  const inside = (
    <>
      {image ? <img class="w-menu-image" src={image} alt="" /> : icon && <Icon name={icon} class="w-menu-button-icon" />}
      {label && <span>{label}</span>}
      <Icon name="ChevronDown" class="w-menu-chevron" />
    </>
  )
  const title = label ? undefined : 'Menu'
  return (
    <div class="w-menu-around" {...(name && { 'data-test': name })}>
      <Suspended
        load={machine}
        fallback={
          <button type="button" class="w-menu-button" aria-haspopup="menu" aria-label={title}>
            {inside}
          </button>
        }
        render={({ Menu: Opener }) => (
          <Opener commands={commands} class="w-menu-button" label={title} placement="bottom-start">
            {inside}
          </Opener>
        )}
      />
    </div>
  )
}

export const views = { menu: MenuView }
