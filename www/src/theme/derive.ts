import { brightness, mix, parseHex, toHex, type Rgb } from './color.ts'
import type { Palette } from './palette.ts'

/** What an author says of a theme of their own. */
export interface Seed {
  text: string
  card: string
  page: string
  primary: string
}

const black: Rgb = [0, 0, 0]
const white: Rgb = [255, 255, 255]

/** How far each neutral lies on the way from the card to the text. */
const neutrals = {
  neutralLighterAlt: 0.03, neutralLighter: 0.06, neutralLight: 0.1, neutralQuaternaryAlt: 0.15, neutralQuaternary: 0.2,
  neutralTertiaryAlt: 0.25, neutralTertiary: 0.45, neutralSecondary: 0.75, neutralPrimaryAlt: 0.9, neutralPrimary: 1,
} // prettier-ignore

/** How far each tint lies on the way from the primary colour to the card. */
const tints = { themeSecondary: 0.15, themeTertiary: 0.4, themeLight: 0.7, themeLighter: 0.85, themeLighterAlt: 0.96 }

/** How far each shade lies on the way from the primary colour to black, or to white on a dark card. */
const shades = { themeDarkAlt: 0.12, themeDark: 0.25, themeDarker: 0.45 }

/** A whole palette from its four main colours. Undefined when one of them is not `#rgb` or `#rrggbb`. */
export function derivePalette({ text, card, page, primary }: Seed): Palette | undefined {
  const [textRgb, cardRgb, pageRgb, primaryRgb] = [text, card, page, primary].map(parseHex)
  if (!textRgb || !cardRgb || !pageRgb || !primaryRgb) return undefined
  const farthest = brightness(cardRgb) < 128 ? white : black
  return {
    ...along(neutrals, cardRgb, textRgb),
    ...along(tints, primaryRgb, cardRgb),
    ...along(shades, primaryRgb, farthest),
    text: toHex(textRgb),
    card: toHex(cardRgb),
    page: toHex(pageRgb),
    themePrimary: toHex(primaryRgb),
    neutralDark: toHex(mix(textRgb, farthest, 0.4)),
    black: toHex(mix(textRgb, farthest, 0.7)),
    white: toHex(cardRgb),
  }
}

function along<Name extends string>(shares: Record<Name, number>, from: Rgb, to: Rgb): Record<Name, string> {
  const entries = Object.entries<number>(shares).map(([name, share]) => [name, toHex(mix(from, to, share))])
  return Object.fromEntries(entries) as Record<Name, string>
}
