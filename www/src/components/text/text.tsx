import './text.css'
import { Markdown } from '../../markdown/markdown.tsx'
import { InfoTip } from '../../view/tooltip.tsx'
import type { Command } from '../../vocabulary/command.ts'
import type { Text, TextXl } from '../../vocabulary/text.ts'
import { CommandMenu } from '../command/command_menu.tsx'
import type { ComponentProps, ComponentView } from '../component.ts'

type Size = NonNullable<Text['size']>

/** Text of that size, whatever the component is called. */
const sized = (size: Size): ComponentView<Omit<TextXl, 'commands'> & { commands?: Command[] }> =>
  function SizedText({ model }) {
    return <TextLine model={{ ...model, size }} />
  }

function TextLine({ model }: ComponentProps<Text & { commands?: Command[] }>) {
  const { content, size = 'm', align, tooltip, name, commands } = model
  return (
    <div class={`w-text w-text-${size}`} {...(name && { 'data-test': name })}>
      <Markdown text={content} {...(align && { class: `w-align-${align}` })} />
      <InfoTip text={tooltip} />
      {commands && <CommandMenu commands={commands} />}
    </div>
  )
}

export const views = {
  text: TextLine as ComponentView<Text>,
  text_xl: sized('xl'),
  text_l: sized('l'),
  text_m: sized('m'),
  text_s: sized('s'),
  text_xs: sized('xs'),
}
