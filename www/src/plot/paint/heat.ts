import type { HeatShape } from '../draw/shape.ts'
import { mixer, rgbOf } from '../scale/color.ts'
import type { Surface } from './canvas.ts'

const levels = 256
/** Where it is hardly warm the colour fades out: so many times as opaque as warm. */
const fade = 4

/** Spots are first added up as shades of one colour, which are then replaced by the colours of the ramp. */
export function paintHeat({ context, ratio, clip }: Surface, shape: HeatShape): void {
  const [width, height] = [Math.ceil(clip.width * ratio), Math.ceil(clip.height * ratio)]
  if (!width || !height || !shape.x.length) return
  const shades = new OffscreenCanvas(width, height)
  const shading = shades.getContext('2d', { willReadFrequently: true })
  if (!shading) return
  shading.setTransform(ratio, 0, 0, ratio, -clip.x * ratio, -clip.y * ratio)
  for (let place = 0; place < shape.x.length; place++) addSpot(shading, shape, place)
  const image = shading.getImageData(0, 0, width, height)
  recolour(image.data, rampOf(shape.colors))
  shading.putImageData(image, 0, 0)
  context.setTransform(1, 0, 0, 1, 0, 0)
  context.drawImage(shades, Math.round(clip.x * ratio), Math.round(clip.y * ratio))
}

function addSpot(context: OffscreenCanvasRenderingContext2D, { x, y, weight, radius }: HeatShape, place: number): void {
  const [cx, cy, warmth] = [x[place] ?? 0, y[place] ?? 0, weight[place] ?? 0]
  const shade = context.createRadialGradient(cx, cy, 0, cx, cy, radius)
  shade.addColorStop(0, `rgba(0,0,0,${Math.max(0.02, warmth)})`)
  shade.addColorStop(1, 'rgba(0,0,0,0)')
  context.fillStyle = shade
  context.fillRect(cx - radius, cy - radius, 2 * radius, 2 * radius)
}

/** Red, green and blue for each level of warmth. */
export function rampOf(colors: readonly string[]): Uint8ClampedArray {
  const mixed = mixer(colors)
  const ramp = new Uint8ClampedArray(levels * 3)
  for (let level = 0; level < levels; level++) ramp.set(rgbOf(mixed(level / (levels - 1))), level * 3)
  return ramp
}

/** Replaces the opacity of each pixel by the colour that stands for it. */
export function recolour(pixels: Uint8ClampedArray, ramp: Uint8ClampedArray): void {
  for (let at = 0; at < pixels.length; at += 4) {
    const warmth = pixels[at + 3] ?? 0
    if (!warmth) continue
    for (let channel = 0; channel < 3; channel++) pixels[at + channel] = ramp[warmth * 3 + channel] ?? 0
    pixels[at + 3] = Math.min(255, warmth * fade)
  }
}
