import { brightness, mix, parseHex, toHex, toHsl, type Rgb } from './color.ts'
import { mostReadable, readable } from './contrast.ts'
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
  set('errorText', errorTextOf(palette))
  for (const [name, ink] of Object.entries(inksOf(palette))) set(name, toHex(ink))
  for (const [name, base] of [['text', palette.text], ['card', palette.card], ['primary', palette.themePrimary]] as const)
    toneAlphas.forEach((alpha, tone) => set(`${name}${tone}`, `rgba(${rgbOf(base).join(', ')}, ${alpha})`))
  return variables
}

const errorTextOf = (palette: Palette): string => (isDark(palette) ? '#f1707b' : '#a4262c')

/** How far towards its ground text goes that is less important. */
const softness = 0.2
/** How far towards the text the ground goes where something is chosen or pointed at. */
const tint = 0.1

/** What the client writes with: as faint, or as colourful, as it may be and still be read wherever it stands. */
function inksOf(palette: Palette): Record<string, Rgb> {
  const [text, card, page, primary] = [palette.text, palette.card, palette.page, palette.themePrimary].map(rgbOf) as [Rgb, Rgb, Rgb, Rgb]
  const grounds = [card, page, mix(card, text, tint)]
  const onPrimary = mostReadable(primary)
  return {
    softText: readable(mix(text, card, softness), text, grounds),
    accentText: readable(primary, text, grounds),
    errorInk: readable(rgbOf(errorTextOf(palette)), text, grounds),
    onPrimary,
    onPrimarySoft: readable(mix(onPrimary, primary, softness), onPrimary, [primary]),
  }
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
