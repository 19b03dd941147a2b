import { Markup } from '../../markdown/markup.tsx'
import type { Markup as MarkupModel } from '../../vocabulary/frames.ts'
import type { ComponentProps } from '../component.ts'

const MarkupView = ({ model: { content, name } }: ComponentProps<MarkupModel>) => (
  <div {...(name && { 'data-test': name })}>
    <Markup html={content} />
  </div>
)

export const views = { markup: MarkupView }
