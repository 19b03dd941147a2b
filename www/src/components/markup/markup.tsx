import { Markup } from '../../markdown/markup.tsx'
import type { ComponentProps } from '../component.ts'
import type { Markup as MarkupModel } from './model.ts'

const MarkupView = ({ model: { content, name } }: ComponentProps<MarkupModel>) => (
  <div {...(name && { 'data-test': name })}>
    <Markup html={content} />
  </div>
)

export const views = { markup: MarkupView }
