import type { Column } from './column.ts'

const defaultMinWidth = 150
const leastWidth = 48
const tickWidth = 44

const toPx = (width: string | undefined, otherwise: number): number => {
  const px = parseFloat(width ?? '')
  return px > 0 ? px : otherwise
}

/** Widths that the user has given to columns, in px, by column name. */
export type Widths = Readonly<Record<string, number>>

export interface Tracks {
  /** For `grid-template-columns`. */
  template: string
  /** All columns together are no narrower than this, in px. */
  minWidth: number
}

/** How wide the columns are: no less than they may, and what is left over is shared. */
export function tracksOf(columns: readonly Column[], widths: Widths, ticked: boolean): Tracks {
  const tracks = columns.map(({ name, min_width, max_width }) => {
    const own = widths[name]
    if (own !== undefined) return { min: own, track: `${own}px` }
    const min = toPx(min_width, defaultMinWidth)
    const max = toPx(max_width, 0)
    return { min, track: `minmax(${min}px, ${max ? `${Math.max(min, max)}px` : '1fr'})` }
  })
  if (ticked) tracks.unshift({ min: tickWidth, track: `${tickWidth}px` })
  return { template: tracks.map(({ track }) => track).join(' '), minWidth: tracks.reduce((sum, { min }) => sum + min, 0) }
}

/** A column cannot be made so narrow that it is lost. */
export const resized = (widths: Widths, name: string, widthPx: number): Widths => ({ ...widths, [name]: Math.max(leastWidth, Math.round(widthPx)) })
