import { describe, handlesOf, isRect, minRectSide, minVertices, moved, onPicture, pulled, rectBetween, withoutVertex, type Size, type Mark, type Point, type Shape } from './shapes.ts'

export const tools = ['select', 'rect', 'polygon'] as const
export type Tool = (typeof tools)[number]

/** What is on the picture, and what is being done to it. */
export interface Marks {
  items: readonly Mark[]
  /** Places of those that are selected. */
  selected: ReadonlySet<number>
  /** Corners of a polygon that is not closed yet, or the first one of a rectangle. */
  draft: readonly Point[]
  /** The corner in hand, of the only mark that is selected. */
  corner?: number | undefined
}

const none: ReadonlySet<number> = new Set()

/** The tools there are: selecting, and drawing what the app allows. */
export const toolsFor = (allowed: readonly string[] | undefined): Tool[] =>
  tools.filter((tool) => tool === 'select' || !allowed?.length || allowed.includes(tool))

/** The tool to begin with: where there is nothing to be selected, one that draws. */
export const firstTool = (available: readonly Tool[], items: readonly unknown[]): Tool =>
  items.length ? 'select' : (available.find((tool) => tool !== 'select') ?? 'select')

/** Adds a shape; the newest comes first. */
export const added = ({ items }: Marks, shape: Shape, tag: string): Marks => ({ items: [{ tag, shape }, ...items], selected: none, draft: [] })

/** Adds the rectangle between two corners; nothing where it would be too small to be meant. */
export function boxed(marks: Marks, from: Point, to: Point, tag: string): Marks {
  const rect = rectBetween(from, to)
  return rect.x2 - rect.x1 < minRectSide || rect.y2 - rect.y1 < minRectSide ? marks : added(marks, { rect }, tag)
}

/** Are these the same marks? What is selected among them, and what is half drawn, is nothing the app hears of. */
export const isSame = (a: Marks, b: Marks): boolean => a.items === b.items || JSON.stringify(a.items) === JSON.stringify(b.items)

/** Without what is selected: a polygon whose corner is in hand loses that one. */
export function removed(marks: Marks): Marks {
  const { place, shape, corner } = inHand(marks)
  if (shape && corner !== undefined && !isRect(shape)) return reshaped({ ...marks, corner: undefined }, place, withoutVertex(shape, corner))
  return marks.selected.size ? { ...marks, items: marks.items.filter((_, at) => !marks.selected.has(at)), selected: none, corner: undefined } : marks
}

export const emptied = (): Marks => ({ items: [], selected: none, draft: [] })

export const picked = (marks: Marks, place: number, adding: boolean): Marks => {
  const selected = new Set(adding ? marks.selected : [])
  if (!selected.delete(place)) selected.add(place)
  return { ...marks, selected, corner: undefined }
}

export const unpicked = (marks: Marks): Marks => (marks.selected.size || marks.draft.length ? { ...marks, selected: none, draft: [], corner: undefined } : marks)

export const allPicked = (marks: Marks): Marks => (marks.items.length ? { ...marks, selected: new Set(marks.items.keys()), corner: undefined } : marks)

/** Selects the mark after the one that is selected, or the first. */
export function nextPicked(marks: Marks): Marks {
  const last = Math.max(-1, ...marks.selected)
  return marks.items.length ? picked(marks, (last + 1) % marks.items.length, false) : marks
}

/** Takes a corner in hand of the mark that is selected: that one, or the one after the one that is in hand. */
export function nextCorner(marks: Marks, corner?: number): Marks {
  const { shape } = inHand(marks)
  return shape ? { ...marks, corner: (corner ?? (marks.corner ?? -1) + 1) % handlesOf(shape).length } : marks
}

/** The mark that is selected, where it is the only one, and which of its corners is in hand. */
function inHand({ items, selected, corner }: Marks): { place: number; shape: Shape | undefined; corner: number | undefined } {
  const [place = -1] = selected.size === 1 ? selected : []
  return { place, shape: items[place]?.shape, corner }
}

/** Moves what is selected, or the corner in hand. */
export function shifted(marks: Marks, by: Point, size: Size): Marks {
  const { place, shape, corner } = inHand(marks)
  const from = shape && corner !== undefined ? handlesOf(shape)[corner] : undefined
  if (!shape || corner === undefined || !from) return shiftedWhole(marks, by, size)
  return reshaped(marks, place, pulled(shape, corner, onPicture({ x: from.x + by.x, y: from.y + by.y }, size)))
}

/** Moves what is selected, whatever is in hand. */
export const shiftedWhole = (marks: Marks, by: Point, size: Size): Marks => changed(marks, (item) => ({ ...item, shape: moved(item.shape, by, size) }))

/** Gives what is selected another tag. */
export const retagged = (marks: Marks, tag: string): Marks => changed(marks, (item) => ({ ...item, tag }))

function changed(marks: Marks, change: (item: Mark) => Mark): Marks {
  if (!marks.selected.size) return marks
  return { ...marks, items: marks.items.map((item, place) => (marks.selected.has(place) ? change(item) : item)) }
}

export const reshaped = (marks: Marks, place: number, shape: Shape): Marks => ({
  ...marks,
  items: marks.items.map((item, at) => (at === place ? { ...item, shape } : item)),
})

/** Copies come beside what they were copied from, and are selected. */
export function pasted(marks: Marks, copies: readonly Mark[], size: Size): Marks {
  const beside = copies.map((item) => ({ ...item, shape: moved(item.shape, { x: 10, y: 10 }, size) }))
  return { ...marks, items: [...beside, ...marks.items], selected: new Set(beside.keys()), corner: undefined }
}

export const drafted = (marks: Marks, point: Point): Marks => ({ ...marks, draft: [...marks.draft, point] })

export const undrafted = (marks: Marks): Marks => (marks.draft.length ? { ...marks, draft: marks.draft.slice(0, -1) } : marks)

/** Closes the polygon that is being drawn, once it has corners enough. */
export const closed = (marks: Marks, tag: string): Marks =>
  marks.draft.length < minVertices ? marks : added(marks, { polygon: { vertices: [...marks.draft] } }, tag)

/** What is on the picture in words, for those who cannot see it. */
export const inWords = (marks: Marks, labelOf: (tag: string) => string): string[] =>
  marks.items.map(({ tag, shape }, place) => {
    const selected = marks.selected.has(place) ? ', selected' : ''
    const corner = selected && marks.corner !== undefined ? `, corner ${marks.corner + 1} in hand` : ''
    return `${labelOf(tag)}: ${describe(shape)}${selected}${corner}`
  })
