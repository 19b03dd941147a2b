import type { Json } from '../page/json.ts'

/** A length as CSS wants it; nothing for what is none. Bare numbers are not lengths. */
export const toCssLength = (value: Json | undefined): string | undefined =>
  typeof value === 'string' && value.trim() ? value : undefined

/** A colour as CSS wants it: `$red` is a colour of the theme, anything else is CSS already. What is no colour is grey. */
export const toCssColor = (color: Json | undefined): string => {
  if (typeof color !== 'string') return 'var(--wave-gray)'
  return color.startsWith('$') ? `var(--wave-${color.slice(1)}, var(--wave-gray))` : color
}

/** The style of text in a colour that an author has chosen. Where it could hardly be read, the theme makes it darker or lighter. */
export function inkStyle(color: Json | undefined): Record<string, string> {
  if (!color) return {}
  const ink = toCssColor(color)
  return { color: ink, '--w-ink': ink }
}
