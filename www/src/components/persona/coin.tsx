import './persona.css'
import { toCssColor } from '../../view/css.ts'
import type { Persona } from '../../vocabulary/people.ts'

/** The first letters of the first and the last word of a name. */
export function initialsOf(title: string): string {
  const words = title.split(/\s+/).filter((word) => /^[\p{L}\p{N}]/u.test(word))
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => (word ? [...word][0] : ''))
  return letters.join('').toUpperCase()
}

const colors = ['blue', 'violet', 'teal', 'pink', 'indigo', 'green', 'tangerine', 'purple', 'brown', 'cyan']

/** A colour that is always the same for a name. */
export function colorOf(title: string): string {
  const sum = [...title].reduce((hash, char) => (hash * 31 + (char.codePointAt(0) ?? 0)) % 9973, 7)
  return `$${colors[sum % colors.length]}`
}

/** The face of somebody: a picture, or else initials. The name is told beside it. */
export const Coin = ({ title = '', image, initials, initials_color }: Partial<Persona>) =>
  image ? (
    <img class="w-coin" src={image} alt="" />
  ) : (
    <span class="w-coin w-on-ground" aria-hidden="true" style={{ '--w-coin-color': toCssColor(initials_color ?? colorOf(title)) }}>
      {initials ?? initialsOf(title)}
    </span>
  )
