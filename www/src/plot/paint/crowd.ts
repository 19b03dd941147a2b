import type { SymbolsShape } from '../draw/shape.ts'
import { rgbOf } from '../scale/color.ts'
import type { Surface } from './canvas.ts'
import { pressAll, stampOf, type Sheet } from './stamp.ts'

/** From so many symbols on it pays to paint one and to copy its pixels, rather than to ask the canvas for each of them. */
const manySymbols = 300
/** Symbols may stick out of the plot box that far, in pixels. */
const margin = 12

interface Scratch {
  readonly canvas: OffscreenCanvas
  readonly context: OffscreenCanvasRenderingContext2D
  readonly image: ImageData
  readonly opacities: Uint8Array
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
  const sheet: Sheet = { width, height, opacities: place.opacities.fill(0) }
  pressAll(sheet, stamp, pixelsOf(shape.x, ratio, left), pixelsOf(shape.y, ratio, top))
  develop(place, shape.style.stroke ?? shape.style.fill ?? '#000000')
  place.context.putImageData(place.image, 0, 0)
  context.setTransform(1, 0, 0, 1, 0, 0)
  context.drawImage(place.canvas, left, top)
  return true
}

/** Turns what has been pressed into a picture of one colour. */
function develop({ image, opacities }: Scratch, color: string): void {
  const [red, green, blue] = rgbOf(color)
  const pixels = new Int32Array(image.data.buffer)
  // The bytes of a pixel are in the order of memory, whatever the machine.
  const [clear = 0, one = 0] = new Int32Array(Uint8Array.of(red, green, blue, 0, 0, 0, 0, 1).buffer)
  const shift = one === 1 ? 0 : 24
  for (let at = 0; at < pixels.length; at++) pixels[at] = clear | ((opacities[at] as number) << shift)
}

/** Which pixels of a sheet places on screen are at. */
function pixelsOf(places: Float64Array, ratio: number, first: number): Int32Array {
  const pixels = new Int32Array(places.length)
  for (let at = 0; at < pixels.length; at++) pixels[at] = Math.round((places[at] as number) * ratio) - first
  return pixels
}

function scratchOf(width: number, height: number): Scratch | undefined {
  if (scratch?.image.width === width && scratch.image.height === height) return scratch
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  scratch = context ? { canvas, context, image: new ImageData(width, height), opacities: new Uint8Array(width * height) } : undefined
  return scratch
}
