import './tags.css'
import { toCssColor } from '../../view/css.ts'
import type { Tag } from '../../vocabulary/tags.ts'

/** A word on a colour. Without a colour of its own the word is black or white: whatever can be read. */
export const TagLabel = ({ label, color, label_color }: Tag) => (
  <span class="w-tag w-on-ground" style={{ '--w-tag': toCssColor(color), ...(label_color && { color: toCssColor(label_color) }) }}>
    {label}
  </span>
)
