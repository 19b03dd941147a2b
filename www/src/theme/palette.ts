/** The colours of a theme: text, card and page, the shades of its primary colour, and its neutrals. */
export const paletteColors = [
  'text', 'card', 'page',
  'themeDarker', 'themeDark', 'themeDarkAlt',
  'themePrimary', 'themeSecondary', 'themeTertiary',
  'themeLight', 'themeLighter', 'themeLighterAlt',
  'black', 'neutralDark', 'neutralPrimary',
  'neutralPrimaryAlt', 'neutralSecondary', 'neutralTertiary',
  'neutralTertiaryAlt', 'neutralQuaternary', 'neutralQuaternaryAlt',
  'neutralLight', 'neutralLighter', 'neutralLighterAlt',
  'white',
] as const

export type PaletteColor = (typeof paletteColors)[number]
export type Palette = Readonly<Record<PaletteColor, string>>

/** Reads a palette: as many colours, separated by spaces, as there are `paletteColors`. */
export function paletteOf(colors: string): Palette {
  const values = colors.split(' ')
  return Object.fromEntries(paletteColors.map((name, place) => [name, values[place] ?? ''])) as Palette
}

/** The theme of a page that names none. */
export const defaultPalette = paletteOf(
  '#323130 #ffffff #f5f5f5 #0b0b0b #151515 #252525 #000000 #2f2f2f #373737 #595959 #737373 #898989 #000000 #201f1e #323130 #3b3a39 #605e5c #a19f9d #c8c6c4 #d0d0d0 #e1dfdd #edebe9 #f3f2f1 #faf9f8 #ffffff',
)

/** The colours that page authors can name, as they are in the default theme. */
export const spectrum: Readonly<Record<string, string>> = {
  amber: '#ffc107',
  azure: '#03a9f4',
  black: '#000000',
  blue: '#2196f3',
  brown: '#795548',
  cyan: '#00bcd4',
  gray: '#9e9e9e',
  green: '#8bc34a',
  indigo: '#3f51b5',
  lime: '#cddc39',
  mint: '#4caf50',
  orange: '#ff9800',
  pink: '#e91e63',
  purple: '#9c27b0',
  red: '#f44336',
  tangerine: '#ff5722',
  teal: '#009688',
  violet: '#673ab7',
  white: '#ffffff',
  yellow: '#ffeb3b',
}
