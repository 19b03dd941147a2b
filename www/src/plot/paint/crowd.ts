import type { SymbolsShape } from '../draw/shape.ts'
import { rgbOf } from '../scale/color.ts'
import type { Surface } from './canvas.ts'
import { press, stampOf, type Sheet } from './stamp.ts'

/** From so many symbols on it pays to paint one and to copy its pixels, rather than to ask the canvas for each of them. */
const manySymbols = 300
/** Symbols may stick out of the plot box that far, in pixels. */
const margin = 12

interface Scratch {
  readonly canvas: OffscreenCanvas
  readonly context: OffscreenCanvasRenderingContext2D
  readonly image: ImageData
}

/** As large as the last crowd: a live plot would otherwise throw away megabytes at every frame. */
let scratch: Scratch | undefined

/** Many symbols of one size and of one colour? */
export function isCrowd({ x, radius, style }: SymbolsShape): boolean {
  const first = radius[0] ?? 0
  const isOneColour = style.fill === undefined || style.stroke === undefined || style.fill === style.stroke
  return x.length >= manySymbols && isOneColour && radius.every((other) => other === first)
}

/** Paints many symbols at once. False where canvases cannot be had, and nothing has been painted. */
export function paintCrowd({ context, clip, ratio }: Surface, shape: SymbolsShape): boolean {
  const [left, top] = [Math.floor((clip.x - margin) * ratio), Math.floor((clip.y - margin) * ratio)]
  const [width, height] = [Math.ceil((clip.width + 2 * margin) * ratio), Math.ceil((clip.height + 2 * margin) * ratio)]
  const stamp = stampOf(shape.symbol, shape.radius[0] ?? 0, shape.style, ratio)
  const place = scratchOf(width, height)
  if (!stamp || !place) return false
  const sheet: Sheet = { width, height, pixels: place.image.data }
  clear(sheet, shape.style.stroke ?? shape.style.fill ?? '#000000')
  for (let at = 0; at < shape.x.length; at++) {
    press(sheet, stamp, Math.round((shape.x[at] ?? 0) * ratio) - left, Math.round((shape.y[at] ?? 0) * ratio) - top)
  }
  place.context.putImageData(place.image, 0, 0)
  context.setTransform(1, 0, 0, 1, 0, 0)
  context.drawImage(place.canvas, left, top)
  return true
}

/** Makes a sheet transparent, in a colour. */
function clear({ pixels }: Sheet, color: string): void {
  const [red, green, blue] = rgbOf(color)
  // The bytes of a pixel are in the order of memory, whatever the machine.
  const pixel = new Uint32Array(Uint8Array.of(red, green, blue, 0).buffer)[0] ?? 0
  new Uint32Array(pixels.buffer).fill(pixel)
}

function scratchOf(width: number, height: number): Scratch | undefined {
  if (scratch?.image.width === width && scratch.image.height === height) return scratch
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  scratch = context ? { canvas, context, image: new ImageData(width, height) } : undefined
  return scratch
}
