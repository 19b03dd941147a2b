import './separator.css'
import type { Separator } from '../../vocabulary/text.ts'
import type { ComponentProps } from '../component.ts'

function SeparatorView({ model: { label, name } }: ComponentProps<Separator>) {
  return (
    <div class="w-separator" role="separator" {...(name && { 'data-test': name })}>
      {label && <span>{label}</span>}
    </div>
  )
}

export const views = { separator: SeparatorView }
