import './inline.css'
import type { Json } from '../../page/json.ts'
import type { Inline } from '../../vocabulary/grouping.ts'
import type { ComponentProps } from '../component.ts'
import { Items } from '../items.tsx'

/** A height of `1` fills what is left of the card. */
const fill = '1'

function InlineView({ model }: ComponentProps<Inline>) {
  const { items, justify = 'start', direction = 'row', inset, height } = model
  const align = model.align ?? (direction === 'row' ? 'center' : 'stretch')
  const classes = ['w-inline', `w-inline-${direction}`, `w-justify-${justify}`, `w-items-${align}`, inset ? 'w-inset' : '']
  return (
    <div class={classes.join(' ')} {...(height && height !== fill && { style: { height } })} data-fill={height === fill}>
      <Items items={items as Json} />
    </div>
  )
}

export const views = { inline: InlineView }
