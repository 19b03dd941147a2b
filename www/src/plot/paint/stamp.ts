import { drawSymbol, type SymbolName } from '../draw/symbol.ts'
import type { Style } from '../draw/shape.ts'
import { finish } from './canvas.ts'

/** How opaque each pixel of a small picture of a symbol is. */
export interface Stamp {
  /** Width and height, in pixels of the screen. */
  readonly side: number
  /** 0 to 255, row by row. */
  readonly alphas: Uint8ClampedArray
}

const stamps = new Map<string, Stamp>()
const maxStamps = 100

/** A small picture of a symbol, to be copied wherever the symbol stands. Undefined where canvases cannot be had. */
export function stampOf(symbol: SymbolName, radius: number, style: Style, ratio: number): Stamp | undefined {
  const key = JSON.stringify([symbol, radius, style, ratio])
  const known = stamps.get(key)
  if (known) return known
  if (stamps.size >= maxStamps) stamps.clear()
  const side = 2 * Math.ceil((radius * 1.2 + (style.strokeSize ?? 0) + 1) * ratio)
  const context = new OffscreenCanvas(side, side).getContext('2d', { willReadFrequently: true })
  if (!context) return undefined
  context.scale(ratio, ratio)
  context.beginPath()
  drawSymbol(context, symbol, side / ratio / 2, side / ratio / 2, radius)
  finish(context, style)
  const stamp = { side, alphas: context.getImageData(0, 0, side, side).data.filter((_, place) => place % 4 === 3) }
  stamps.set(key, stamp)
  return stamp
}

/** A picture of one colour: only how opaque its pixels are differs. */
export interface Sheet {
  readonly width: number
  readonly height: number
  /** Red, green, blue and opacity of each pixel, row by row. */
  readonly pixels: Uint8ClampedArray
}

/** Copies a stamp onto a sheet, its middle at a pixel; where the sheet is not empty they cover together. */
export function press({ width, height, pixels }: Sheet, { side, alphas }: Stamp, x: number, y: number): void {
  const [left, top] = [x - side / 2, y - side / 2]
  const [fromX, toX] = [Math.max(0, -left), Math.min(side, width - left)]
  const toY = Math.min(side, height - top)
  for (let row = Math.max(0, -top); row < toY; row++) {
    let at = ((top + row) * width + left + fromX) * 4 + 3
    for (let column = fromX; column < toX; column++, at += 4) {
      const above = alphas[row * side + column] ?? 0
      if (!above) continue
      const below = pixels[at] ?? 0
      pixels[at] = above + below - (above * below) / 255
    }
  }
}
