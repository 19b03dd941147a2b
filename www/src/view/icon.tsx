import { iconUrl } from 'virtual:wave-icons'
import { toCssColor } from './css.ts'

export interface IconProps {
  /** As page authors know it, in any case. A name that there is no icon of draws nothing. */
  name: string
  class?: string
  color?: string | undefined
}

/** An icon, as large as the text around it and of its colour. It says nothing to those who cannot see it. */
export const Icon = ({ name, class: className = '', color }: IconProps) => (
  <svg class={`w-icon ${className}`} aria-hidden="true" {...(color && { style: { color: toCssColor(color) } })}>
    <use href={iconUrl(name)} />
  </svg>
)
