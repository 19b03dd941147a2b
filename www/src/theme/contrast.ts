import { mix, type Rgb } from './color.ts'

/** What text needs against its ground, by the guidelines for accessible content. */
export const readableContrast = 4.5

/** How much of the way is tried at a time. */
const step = 0.02

/** How well one colour stands out from another: 1 not at all, 21 as black from white. */
export function contrast(one: Rgb, other: Rgb): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

function luminance(rgb: Rgb): number {
  const [red, green, blue] = rgb.map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** Black or white: what stands out more. */
export const mostReadable = (ground: Rgb): Rgb => {
  const [black, white]: Rgb[] = [[0, 0, 0], [255, 255, 255]] as Rgb[]
  return contrast(black!, ground) >= contrast(white!, ground) ? black! : white!
}

/** The same, as CSS. */
export const textOn = (ground: Rgb): string => (mostReadable(ground)[0] ? '#fff' : '#000')

/** A colour as it is, or so far on its way to that of the text that it can be read on all these grounds. */
export function readable(color: Rgb, text: Rgb, grounds: readonly Rgb[]): Rgb {
  for (let share = 0; share < 1; share += step) {
    const mixed = mix(color, text, share).map(Math.round) as unknown as Rgb
    if (grounds.every((ground) => contrast(mixed, ground) >= readableContrast)) return mixed
  }
  return text
}
