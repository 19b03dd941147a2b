import { mixer } from '../scale/color.ts'
import { fontOf } from './canvas.ts'
import type { Look, Measure } from './look.ts'

const paletteNames = ['gray', 'blue', 'green', 'amber', 'tangerine', 'purple', 'cyan', 'mint', 'pink', 'brown']

/** Colours to fall back on where a page has no theme. */
const plain = { text: '#323130', card: '#ffffff', primary: '#000000', gray: '#9e9e9e' }

const maxWidths = 5_000

/** Reads the look of a plot from the custom properties that hold for an element. */
export function lookOf(element: Element): Look {
  const style = getComputedStyle(element)
  const variable = (name: string): string => style.getPropertyValue(`--wave-${name}`).trim()
  const gray = variable('gray') || plain.gray
  const plainly = normalizer()
  const resolve = (color: string): string => {
    if (color.startsWith('$')) return plainly(variable(color.slice(1)) || gray)
    const property = /^var\(\s*(--[\w-]+)/.exec(color)?.[1]
    return plainly(property ? style.getPropertyValue(property).trim() || gray : color)
  }
  const [ink, surface] = [variable('text') ? resolve('$text') : plain.text, variable('card') ? resolve('$card') : plain.card]
  const mix = mixer([surface, ink])
  return {
    ink,
    muted: mix(0.72),
    grid: mix(0.1),
    axis: mix(0.4),
    surface,
    primary: variable('primary') ? resolve('$primary') : plain.primary,
    palette: paletteNames.map((name) => resolve(`$${name}`)),
    font: style.fontFamily || 'sans-serif',
    resolve,
  }
}

/** Writes any colour of CSS as `#rrggbb`, or as `rgba(…)` where it is not opaque. A canvas knows them all. */
function normalizer(): (color: string) => string {
  const context = typeof OffscreenCanvas === 'undefined' ? null : new OffscreenCanvas(1, 1).getContext('2d')
  return (color) => {
    if (!context) return color
    // What is no colour leaves the last one standing.
    context.fillStyle = plain.gray
    context.fillStyle = color
    return context.fillStyle
  }
}

/** Measures text on a canvas, and remembers: the same labels come back at every frame. */
export function measureOn(context: Pick<CanvasRenderingContext2D, 'font' | 'measureText'>, family: string): Measure {
  const widths = new Map<string, number>()
  return (text, size, weight) => {
    const key = `${size} ${weight ?? ''} ${text}`
    const known = widths.get(key)
    if (known !== undefined) return known
    if (widths.size >= maxWidths) widths.clear()
    context.font = fontOf(size, family, weight)
    const { width } = context.measureText(text)
    widths.set(key, width)
    return width
  }
}
