import { brightness, parseHex, textOn, toHsl, type Rgb } from './color.ts'
import { defaultPalette, spectrum, type Palette } from './palette.ts'

/** Shades of text, card and primary that page authors can name: `$text0` is the faintest. */
const toneAlphas = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]

/** Everything that depends on the theme, as CSS variables: `--wave-<name>`, which page authors call `$name`. */
export function variablesOf(palette: Palette): Record<string, string> {
  const variables: Record<string, string> = {}
  const set = (name: string, value: string): void => {
    variables[`--wave-${name}`] = value
  }
  for (const [name, color] of Object.entries(palette)) set(name, color)
  for (const [name, color] of spectrumIn(palette)) set(name, color)
  set('primary', palette.themePrimary)
  set('errorText', isDark(palette) ? '#f1707b' : '#a4262c')
  set('onPrimary', textOn(rgbOf(palette.themePrimary)))
  for (const [name, base] of [['text', palette.text], ['card', palette.card], ['primary', palette.themePrimary]] as const)
    toneAlphas.forEach((alpha, tone) => set(`${name}${tone}`, `rgba(${rgbOf(base).join(', ')}, ${alpha})`))
  return variables
}

export const isDark = (palette: Palette): boolean => brightness(rgbOf(palette.card)) < 128

/** Outside of the default theme the spectrum takes on the saturation of the primary colour. */
function spectrumIn(palette: Palette): [name: string, color: string][] {
  if (palette === defaultPalette) return Object.entries(spectrum)
  const [, saturation] = toHsl(rgbOf(palette.themePrimary))
  return Object.entries(spectrum).map(([name, color]) => {
    const [hue, , lightness] = toHsl(rgbOf(color))
    return [name, `hsl(${hue.toFixed(1)}, ${saturation.toFixed(1)}%, ${lightness.toFixed(1)}%)`]
  })
}

const rgbOf = (color: string): Rgb => parseHex(color) ?? [0, 0, 0]
