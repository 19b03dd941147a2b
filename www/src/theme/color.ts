/** Red, green and blue, 0 to 255. */
export type Rgb = readonly [red: number, green: number, blue: number]
/** Hue in degrees; saturation and lightness in percent. */
export type Hsl = readonly [hue: number, saturation: number, lightness: number]

const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i

/** Reads `#rgb` or `#rrggbb`. Undefined for anything else. */
export function parseHex(color: string): Rgb | undefined {
  let digits = hex.exec(color.trim())?.[1]
  if (!digits) return undefined
  if (digits.length === 3) digits = [...digits].map((digit) => digit + digit).join('')
  const number = parseInt(digits, 16)
  return [number >> 16, (number >> 8) & 255, number & 255]
}

export const toHex = (rgb: Rgb): string =>
  `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`

/** A colour on the way from one (`share` 0) to another (`share` 1). */
export const mix = (from: Rgb, to: Rgb, share: number): Rgb => {
  const [red, green, blue] = from.map((part, place) => part + ((to[place] ?? part) - part) * share)
  return [red ?? 0, green ?? 0, blue ?? 0]
}

/** How bright a colour appears, 0 to 255. */
export const brightness = ([red, green, blue]: Rgb): number => (299 * red + 587 * green + 114 * blue) / 1000

export function toHsl(rgb: Rgb): Hsl {
  const [red, green, blue] = rgb.map((part) => part / 255) as [number, number, number]
  const max = Math.max(red, green, blue)
  const range = max - Math.min(red, green, blue)
  const lightness = max - range / 2
  const saturation = range ? range / (1 - Math.abs(2 * lightness - 1)) : 0
  return [hueOf(red, green, blue, max, range), saturation * 100, lightness * 100]
}

function hueOf(red: number, green: number, blue: number, max: number, range: number): number {
  if (!range) return 0
  if (max === red) return 60 * (((green - blue) / range + 6) % 6)
  return max === green ? 60 * ((blue - red) / range + 2) : 60 * ((red - green) / range + 4)
}
