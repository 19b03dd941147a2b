import './button.css'
import { useLayoutEffect } from 'preact/hooks'
import type { Json } from '../../page/json.ts'
import { useClient } from '../../view/client_context.ts'
import { Icon } from '../../view/icon.tsx'
import { useNode } from '../../view/reactive.ts'
import { Tooltip } from '../../view/tooltip.tsx'
import type { Button, Buttons, MiniButton, MiniButtons } from '../../vocabulary/buttons.ts'
import type { Command } from '../../vocabulary/command.ts'
import { useCommandArguments } from '../command/arguments.ts'
import { CommandMenu } from '../command/command_menu.tsx'
import type { ComponentProps } from '../component.ts'
import { Items } from '../items.tsx'

const none: Command[] = []

function ButtonView({ model }: ComponentProps<Button>) {
  const { name, tooltip, primary } = model
  const client = useClient()
  const commands = useNode(model.commands ?? none)
  useCommandArguments(commands)
  // The app finds every button among its arguments, pressed or not.
  useLayoutEffect(() => client.set(name, false), [client, name])
  const button = (
    <Tooltip text={tooltip}>
      <PlainButton model={model} />
    </Tooltip>
  )
  if (!commands.length) return button
  return (
    <div class="w-split-button">
      {button}
      <CommandMenu
        commands={commands}
        icon="ChevronDown"
        class={`w-button w-button-more ${primary ? 'w-button-primary' : ''}`}
      />
    </div>
  )
}

function PlainButton({ model }: ComponentProps<Button>) {
  const { name, label, caption, value, primary, link, disabled, icon, path } = model
  const client = useClient()
  const look = link ? 'w-button-link' : primary ? 'w-button-primary' : ''
  const click = (): void => (path ? client.openTab(path) : client.submit(name, value ?? true))
  return (
    <button
      type="button"
      class={`w-button ${look} ${label ? '' : 'w-button-icon'}`}
      data-test={name}
      disabled={disabled}
      onClick={click}
      {...(!label && { 'aria-label': caption || icon || name, title: caption })}
    >
      {icon && <Icon name={icon} />}
      {label && (
        <span class="w-button-label">
          {label}
          {caption && <span class="w-button-caption">{caption}</span>}
        </span>
      )}
    </button>
  )
}

const onlyButtons: ReadonlySet<string> = new Set(['button'])

const ButtonsView = ({ model: { items, justify = 'start', name } }: ComponentProps<Buttons>) => (
  <div class={`w-buttons w-justify-${justify}`} {...(name && { 'data-test': name })}>
    <Items items={items as Json} only={onlyButtons} />
  </div>
)

function MiniButtonView({ model: { name, label, icon } }: ComponentProps<MiniButton>) {
  const client = useClient()
  return (
    <button type="button" class="w-mini-button" data-test={name} onClick={() => client.submit(name, true)}>
      {icon && <Icon name={icon} />}
      {label}
    </button>
  )
}

const MiniButtonsView = ({ model: { items } }: ComponentProps<MiniButtons>) => (
  <div class="w-mini-buttons">
    <Items items={items as Json} />
  </div>
)

export const views = { button: ButtonView, buttons: ButtonsView, mini_button: MiniButtonView, mini_buttons: MiniButtonsView }
