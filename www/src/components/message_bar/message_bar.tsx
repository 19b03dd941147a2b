import './message.css'
import './message_bar.css'
import { Markdown } from '../../markdown/markdown.tsx'
import type { Json } from '../../page/json.ts'
import { Icon } from '../../view/icon.tsx'
import type { MessageBar } from '../../vocabulary/feedback.ts'
import type { ComponentProps } from '../component.ts'
import { Items } from '../items.tsx'
import { messageKinds } from './kinds.ts'

const onlyButtons: ReadonlySet<string> = new Set(['button'])

function MessageBarView({ model: { type = 'info', text, name, buttons } }: ComponentProps<MessageBar>) {
  if (!text) return null
  const { icon, urgent } = messageKinds[type]
  return (
    <div class={`w-message w-message-bar w-message-${type}`} role={urgent ? 'alert' : 'status'} {...(name && { 'data-test': name })}>
      <Icon name={icon} class="w-message-icon" />
      <Markdown text={text} class="w-message-text" />
      {buttons && (
        <div class="w-message-buttons">
          <Items items={buttons as Json} only={onlyButtons} />
        </div>
      )}
    </div>
  )
}

export const views = { message_bar: MessageBarView }
