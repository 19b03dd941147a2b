import { drawSymbol, type SymbolName } from '../draw/symbol.ts'
import type { Style } from '../draw/shape.ts'
import { finish } from './canvas.ts'

/** How opaque each pixel of a small picture of a symbol is. */
export interface Stamp {
  /** Width and height, in pixels of the screen. */
  readonly side: number
  /** The pixels that are not transparent: their column, their row and how opaque they are (1 to 255), three numbers each. */
  readonly pixels: Uint8Array
  /** How often it is pressed at one place: more often would make no difference. */
  readonly most: number
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
  // Places within a stamp are bytes.
  if (side > 255) return undefined
  const context = new OffscreenCanvas(side, side).getContext('2d', { willReadFrequently: true })
  if (!context) return undefined
  context.scale(ratio, ratio)
  context.beginPath()
  drawSymbol(context, symbol, side / ratio / 2, side / ratio / 2, radius)
  finish(context, style)
  const stamp = stampOfPixels(side, context.getImageData(0, 0, side, side).data)
  stamps.set(key, stamp)
  return stamp
}

/** A stamp of a square picture: red, green, blue and opacity of each pixel, row by row. */
export function stampOfPixels(side: number, picture: ArrayLike<number>): Stamp {
  const pixels: number[] = []
  for (let at = 0; at < side * side; at++) {
    const opacity = picture[at * 4 + 3] ?? 0
    if (opacity) pixels.push(at % side, Math.floor(at / side), opacity)
  }
  return { side, pixels: Uint8Array.from(pixels), most: mostAtOnePixel(side, pixels) }
}

/** A picture of one colour: only how opaque its pixels are differs. */
export interface Sheet {
  readonly width: number
  readonly height: number
  /** From 0 to 255, row by row. */
  readonly opacities: Uint8Array
}

/** Symbols that are hardly transparent are pressed as often at least: their edges are fainter than what is within them. */
const leastAtOnePixel = 25

/** How often a stamp is pressed at one pixel: so many cannot be told from more, since the faintest pixel within them changes no more. */
function mostAtOnePixel(side: number, pixels: readonly number[]): number {
  const grid = new Uint8Array(side * side)
  for (let place = 0; place < pixels.length; place += 3) grid[(pixels[place + 1] ?? 0) * side + (pixels[place] ?? 0)] = pixels[place + 2] ?? 0
  // At an edge a pixel is fainter because the symbol covers only part of it.
  const within = grid.filter((opacity, at) => opacity && [-1, 1, -side, side].every((step) => grid[at + step]))
  const faintest = (within.length ? within : grid).reduce((least, opacity) => Math.min(least, opacity || 255), 255)
  let [times, below] = [0, 0]
  for (let next = covered(faintest, 0); next !== below; next = covered(faintest, below)) {
    below = next
    times++
  }
  return Math.max(leastAtOnePixel, times)
}

/** How opaque a pixel is that lies above another one. The product over 255 is rounded, without a division. */
function covered(above: number, below: number): number {
  const product = above * below + 128
  return above + below - ((product + (product >> 8)) >> 8)
}

/** How often a stamp has been pressed at each pixel. As large as the last sheet: a live plot has one at every frame. */
let pressed = new Uint8Array(0)

/** Copies a stamp onto a sheet, its middle at each of some pixels; where the sheet is not empty they cover together. */
export function pressAll(sheet: Sheet, stamp: Stamp, xs: Int32Array, ys: Int32Array): void {
  const { width, height } = sheet
  const half = stamp.side / 2
  if (pressed.length === width * height) pressed.fill(0)
  else pressed = new Uint8Array(width * height)
  const offsets = Int32Array.from({ length: stamp.pixels.length / 3 }, (_, place) => (stamp.pixels[3 * place] ?? 0) + (stamp.pixels[3 * place + 1] ?? 0) * width)
  const opacities = stamp.pixels.filter((_, place) => place % 3 === 2)
  for (let place = 0; place < xs.length; place++) {
    const [x, y] = [xs[place] as number, ys[place] as number]
    const [left, top] = [x - half, y - half]
    if (left < 0 || top < 0 || x + half > width || y + half > height) pressPart(sheet, stamp, left, top)
    else if ((pressed[y * width + x] as number) < stamp.most) {
      pressed[y * width + x]!++
      pressWhole(sheet.opacities, top * width + left, offsets, opacities)
    }
  }
}

/** What a live plot spends its time with: no more is done here for each pixel than has to be. */
function pressWhole(sheet: Uint8Array, corner: number, offsets: Int32Array, opacities: Uint8Array): void {
  for (let place = 0; place < offsets.length; place++) {
    const at = corner + (offsets[place] as number)
    sheet[at] = covered(opacities[place] as number, sheet[at] as number)
  }
}

function pressPart({ width, height, opacities }: Sheet, { pixels }: Stamp, left: number, top: number): void {
  for (let place = 0; place < pixels.length; place += 3) {
    const [column, row] = [left + (pixels[place] ?? 0), top + (pixels[place + 1] ?? 0)]
    if (column < 0 || row < 0 || column >= width || row >= height) continue
    const at = row * width + column
    opacities[at] = covered(pixels[place + 2] ?? 0, opacities[at] ?? 0)
  }
}
