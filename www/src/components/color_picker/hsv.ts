import { parseHex, toHex, type Rgb } from '../../theme/color.ts'

/** A colour as it is picked: hue in degrees; saturation, brightness and opacity from 0 to 1. */
export interface Hsva {
  hue: number
  saturation: number
  brightness: number
  alpha: number
}

export const black: Hsva = { hue: 0, saturation: 0, brightness: 0, alpha: 1 }

export function toRgb({ hue, saturation, brightness }: Hsva): Rgb {
  const part = (offset: number): number => {
    const place = (offset + hue / 60) % 6
    return (brightness - brightness * saturation * Math.max(0, Math.min(place, 4 - place, 1))) * 255
  }
  return [part(5), part(3), part(1)]
}

/** Greys have no hue: they keep the one given. */
export function fromRgb(rgb: Rgb, alpha = 1, greyHue = 0): Hsva {
  const [red, green, blue] = rgb.map((part) => part / 255) as [number, number, number]
  const max = Math.max(red, green, blue)
  const range = max - Math.min(red, green, blue)
  const sector = max === red ? (green - blue) / range : max === green ? 2 + (blue - red) / range : 4 + (red - green) / range
  return { hue: range ? (sector * 60 + 360) % 360 : greyHue, saturation: max ? range / max : 0, brightness: max, alpha }
}

/** What the app hears: `#rrggbb`, or `rgba(…)` where the colour can be seen through. */
export function toText(color: Hsva): string {
  const rgb = toRgb(color)
  return color.alpha < 1 ? `rgba(${rgb.map(Math.round).join(',')},${Number(color.alpha.toFixed(2))})` : toHex(rgb)
}

/** Reads `#rgb`, `#rrggbb` and `rgba(…)`. Undefined for any other way to write a colour. */
export function parseColor(text: string | null | undefined, greyHue = 0): Hsva | undefined {
  const hex = parseHex(text ?? '')
  if (hex) return fromRgb(hex, 1, greyHue)
  const parts = /^rgba?\(([^)]*)\)$/i.exec(text?.trim() ?? '')?.[1]?.split(/[\s,/]+/).map(Number)
  const [red = NaN, green = NaN, blue = NaN, alpha = 1] = parts ?? []
  return [red, green, blue, alpha].every(Number.isFinite) ? fromRgb([red, green, blue], alpha, greyHue) : undefined
}
