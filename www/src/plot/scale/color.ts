import { mix, parseHex, toHex, type Rgb } from '../../theme/color.ts'
import { textOn } from '../../theme/contrast.ts'
import { distinct, extentOf, isBlank, numberOf } from './cell.ts'
import type { Look } from '../paint/look.ts'

/** Colours of a category axis, or of a gradient. */
export type ColorScale = CategoryColors | GradientColors

interface ColorCommon {
  at(value: unknown): string
}

export interface CategoryColors extends ColorCommon {
  readonly kind: 'categories'
  readonly categories: readonly unknown[]
}

export interface GradientColors extends ColorCommon {
  readonly kind: 'gradient'
  readonly domain: readonly [number, number]
  /** From the lowest to the highest value. */
  readonly colors: readonly string[]
}

export interface ColorOptions {
  /** Colours separated by spaces. */
  readonly range?: string | undefined
  /** The values that the colours of the range belong to. */
  readonly domain?: readonly unknown[] | undefined
}

/** Colours for the values of a field: a gradient over numbers, else one colour per category. */
export function colorScale(cells: readonly unknown[], options: ColorOptions, look: Look): ColorScale {
  const range = words(options.range).map(look.resolve)
  const domain = options.domain && options.domain.length === range.length ? options.domain : undefined
  const first = cells.find((cell) => !isBlank(cell))
  if (typeof first === 'number' && !domain) return gradient(cells, range, look)
  return categories(domain ?? distinct(cells), range.length ? range : look.palette)
}

/** The words of an attribute that lists several, separated by spaces. */
export const words = (text: string | undefined): string[] => text?.split(/\s+/).filter(Boolean) ?? []

function categories(values: readonly unknown[], colors: readonly string[]): CategoryColors {
  const byValue = new Map(values.map((value, place) => [value, colors[place % colors.length] ?? '']))
  const other = colors[0] ?? ''
  return { kind: 'categories', categories: values, at: (value) => byValue.get(value) ?? other }
}

function gradient(cells: readonly unknown[], range: readonly string[], look: Look): GradientColors {
  const domain = extentOf(cells.map(numberOf)) ?? [0, 1]
  const colors = range.length > 1 ? range : defaultGradient(look, range[0])
  const [low, high] = domain
  const mixed = mixer(colors)
  return { kind: 'gradient', domain, colors, at: (value) => mixed((numberOf(value) - low) / (high - low || 1)) }
}

/** Colours between some: 0 gives the first, 1 the last. */
export function mixer(colors: readonly string[]): (share: number) => string {
  const stops = colors.map(rgbOf)
  return (share) => {
    const place = Math.min(1, Math.max(0, share || 0)) * (stops.length - 1)
    const [from, to] = [stops[Math.floor(place)] ?? black, stops[Math.ceil(place)] ?? black]
    return toHex(mix(from, to, place % 1))
  }
}

/** The colours of a heat map, from the coldest to the hottest. */
export function colorRamp(range: string | undefined, look: Look): readonly string[] {
  const colors = words(range).map(look.resolve)
  return colors.length > 1 ? colors : heat
}

const heat = ['#2c7bb6', '#abd9e9', '#ffffbf', '#fdae61', '#d7191c']

/** From almost the surface to one colour. */
function defaultGradient(look: Look, color = look.primary): readonly string[] {
  return [mixer([look.surface, color])(0.15), color]
}

/** Black on light colours, white on dark ones. */
export const contrasting = (color: string): string => textOn(rgbOf(color))

const black: Rgb = [0, 0, 0]

/** The parts of a colour that a look has made ready: `#rrggbb`, or `rgba(…)` where it is not opaque. */
export function rgbOf(color: string): Rgb {
  const [red, green, blue] = (/^rgba?\(([^)]*)\)/.exec(color)?.[1] ?? '').split(',').map(Number)
  return parseHex(color) ?? (red !== undefined && green !== undefined && blue !== undefined ? [red, green, blue] : black)
}
