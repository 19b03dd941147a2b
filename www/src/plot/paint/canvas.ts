import { drawSymbol } from '../draw/symbol.ts'
import { lineHeightOf, type Box, type HeatShape, type PathShape, type Shape, type Style, type SymbolsShape, type TextShape } from '../draw/shape.ts'
import { isCrowd, paintCrowd } from './crowd.ts'
import { paintHeat } from './heat.ts'

/** What shapes are painted onto. */
export interface Surface {
  readonly context: CanvasRenderingContext2D
  /** Pixels of the screen for each pixel of the page. */
  readonly ratio: number
  readonly font: string
  /** Shapes that say so are kept within. */
  readonly clip: Box
}

type Painter<S extends Shape> = (surface: Surface, shape: S) => void

/** Lines on the border of the plot are drawn to their full width. */
const clipMargin = 1.5

const painters: { readonly [S in Shape as S['kind']]: Painter<S> } = {
  path: paintPath,
  symbols: paintSymbols,
  text: paintText,
  heat: (surface, shape: HeatShape) => paintHeat(surface, shape),
}

/** Clears the surface and paints shapes onto it, in order. */
export function paint(surface: Surface, size: { width: number; height: number }, shapes: readonly Shape[]): void {
  const { context, ratio } = surface
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  context.clearRect(0, 0, size.width, size.height)
  context.lineJoin = 'round'
  for (const shape of shapes) {
    context.save()
    // The table has a painter for each kind; the compiler cannot see that both are of the same.
    ;(painters[shape.kind] as Painter<Shape>)(surface, shape)
    context.restore()
  }
}

function paintPath({ context, clip }: Surface, { path, style, clipped }: PathShape): void {
  if (clipped) {
    context.beginPath()
    context.rect(clip.x - clipMargin, clip.y - clipMargin, clip.width + 2 * clipMargin, clip.height + 2 * clipMargin)
    context.clip()
  }
  const pieces = isPlainLine(style) ? path.pieces(linesPerStroke) : undefined
  // Where lines are that close, nobody sees how they are joined.
  if (pieces) context.lineJoin = 'bevel'
  for (const piece of pieces ?? [path]) {
    context.beginPath()
    piece.play(context)
    finish(context, style)
  }
}

/** A canvas strokes many lines that cross one another far slower at once than in parts. */
const linesPerStroke = 100

/** A line that looks the same where its parts overlap. */
const isPlainLine = ({ fill, stroke, strokeOpacity = 1, dash }: Style): boolean =>
  fill === undefined && stroke !== undefined && strokeOpacity === 1 && !dash && !stroke.startsWith('rgba')

/** Fills and outlines the current path. */
export function finish(context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D, style: Style): void {
  if (style.fill !== undefined) {
    context.globalAlpha = style.fillOpacity ?? 1
    context.fillStyle = style.fill
    context.fill()
  }
  if (style.stroke !== undefined) {
    context.globalAlpha = style.strokeOpacity ?? 1
    context.strokeStyle = style.stroke
    context.lineWidth = style.strokeSize ?? 1
    if (style.dash) context.setLineDash([...style.dash])
    context.stroke()
  }
}

function paintSymbols(surface: Surface, shape: SymbolsShape): void {
  if (isCrowd(shape) && paintCrowd(surface, shape)) return
  const { context } = surface
  for (let place = 0; place < shape.x.length; place++) {
    context.beginPath()
    drawSymbol(context, shape.symbol, shape.x[place] ?? 0, shape.y[place] ?? 0, shape.radius[place] ?? 0)
    finish(context, shape.style)
  }
}

/** How many of the lines of a text, but for one, stand above the place that the text is put at. */
const linesAbove = { top: 0, middle: 0.5, bottom: 1 } as const

function paintText({ context, font }: Surface, shape: TextShape): void {
  const { text, x, y, align, baseline, rotation, size, weight, style } = shape
  context.font = fontOf(size, font, weight)
  context.textAlign = align
  context.textBaseline = baseline
  context.translate(x, y)
  if (rotation) context.rotate((rotation * Math.PI) / 180)
  const [lines, height] = [text.split('\n'), lineHeightOf(shape)]
  const first = -linesAbove[baseline] * (lines.length - 1) * height
  if (style.stroke !== undefined) {
    context.globalAlpha = style.strokeOpacity ?? 1
    context.strokeStyle = style.stroke
    context.lineWidth = style.strokeSize ?? 1
    lines.forEach((line, place) => context.strokeText(line, 0, first + place * height))
  }
  context.globalAlpha = style.fillOpacity ?? 1
  context.fillStyle = style.fill ?? 'currentColor'
  lines.forEach((line, place) => context.fillText(line, 0, first + place * height))
}

export const fontOf = (size: number, family: string, weight = 'normal'): string => `${weight} ${size}px ${family}`
