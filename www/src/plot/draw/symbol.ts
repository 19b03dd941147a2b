import type { PathSink } from './path.ts'

/** Writes a symbol of a radius around a point. */
type Draw = (path: PathSink, x: number, y: number, r: number) => void

const polygon = (corners: readonly (readonly [number, number])[]): Draw => (path, x, y, r) => {
  corners.forEach(([dx, dy], place) => (place ? path.lineTo(x + dx * r, y + dy * r) : path.moveTo(x + dx * r, y + dy * r)))
  path.closePath()
}

const strokes = (lines: readonly (readonly [number, number, number, number])[]): Draw => (path, x, y, r) => {
  for (const [x0, y0, x1, y1] of lines) {
    path.moveTo(x + x0 * r, y + y0 * r)
    path.lineTo(x + x1 * r, y + y1 * r)
  }
}

/** Half the height of a triangle or hexagon whose corners lie on the circle. */
const h = Math.sqrt(3) / 2
/** Half the side of a square that looks as large as the circle. */
const s = Math.sqrt(Math.PI) / 2

const table = {
  circle: (path, x, y, r) => {
    path.moveTo(x + r, y)
    path.arc(x, y, r, 0, 2 * Math.PI)
  },
  square: (path, x, y, r) => path.rect(x - s * r, y - s * r, 2 * s * r, 2 * s * r),
  diamond: polygon([[0, -1.15], [1.15, 0], [0, 1.15], [-1.15, 0]]),
  triangle: polygon([[0, -1.15], [h * 1.15, 0.575], [-h * 1.15, 0.575]]),
  'triangle-down': polygon([[0, 1.15], [h * 1.15, -0.575], [-h * 1.15, -0.575]]),
  hexagon: polygon([[0, -1], [h, -0.5], [h, 0.5], [0, 1], [-h, 0.5], [-h, -0.5]]),
  bowtie: polygon([[-1, -0.75], [1, 0.75], [1, -0.75], [-1, 0.75]]),
  cross: strokes([[-0.8, -0.8, 0.8, 0.8], [-0.8, 0.8, 0.8, -0.8]]),
  plus: strokes([[0, -1, 0, 1], [-1, 0, 1, 0]]),
  tick: strokes([[0, -1, 0, 1], [-0.5, -1, 0.5, -1], [-0.5, 1, 0.5, 1]]),
  hyphen: strokes([[-1, 0, 1, 0]]),
  line: strokes([[0, -1, 0, 1]]),
} satisfies Record<string, Draw>

export type SymbolName = keyof typeof table

/** In the order in which categories get them. */
export const symbolNames = Object.keys(table) as SymbolName[]

/** Symbols that are lines only: there is nothing to fill. */
const open: ReadonlySet<SymbolName> = new Set<SymbolName>(['cross', 'plus', 'tick', 'hyphen', 'line'])

export const isSymbolName = (name: unknown): name is SymbolName => typeof name === 'string' && Object.hasOwn(table, name)

export const isOpen = (symbol: SymbolName): boolean => open.has(symbol)

export function drawSymbol(path: PathSink, symbol: SymbolName, x: number, y: number, radius: number): void {
  table[symbol](path, x, y, radius)
}
