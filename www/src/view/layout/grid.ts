import type { GridBox } from './box.ts'

/** Lengths of the grid, in pixels. */
export const grid = { unitWidth: 134, unitHeight: 76, gap: 15 }

const strideX = grid.unitWidth + grid.gap
const strideY = grid.unitHeight + grid.gap

/** Where a card stands on the grid, as CSS. */
export type GridPlace = { left: string; top: string } & ({ width: string } | { right: string }) & ({ height: string } | { bottom: string })

/** Extents of zero or less reach for the far edge: -1 touches it, -2 stays one unit away. */
export function placeOnGrid({ x, y, w, h }: GridBox): GridPlace {
  return {
    left: px((x - 1) * strideX),
    top: px((y - 1) * strideY),
    ...(w > 0 ? { width: px(w * strideX - grid.gap) } : { right: px((-w - 1) * strideX) }),
    ...(h > 0 ? { height: px(h * strideY - grid.gap) } : { bottom: px((-h - 1) * strideY) }),
  }
}

/** Which of two cards is read first: from the top, then from the left. */
export const readingOrder = (a: GridBox, b: GridBox): number => a.y - b.y || a.x - b.x

const px = (length: number): string => `${length}px`
