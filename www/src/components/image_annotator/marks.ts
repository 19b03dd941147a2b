import { describe, minVertices, moved, type Size, type Mark, type Point, type Shape } from './shapes.ts'

export const tools = ['select', 'rect', 'polygon'] as const
export type Tool = (typeof tools)[number]

/** What is on the picture, and what is being done to it. */
export interface Marks {
  items: readonly Mark[]
  /** Places of those that are selected. */
  selected: ReadonlySet<number>
  /** Corners of a polygon that is not closed yet. */
  draft: readonly Point[]
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

/** Are these the same marks? What is selected among them, and what is half drawn, is nothing the app hears of. */
export const isSame = (a: Marks, b: Marks): boolean => a.items === b.items || JSON.stringify(a.items) === JSON.stringify(b.items)

export const removed = (marks: Marks): Marks =>
  marks.selected.size ? { ...marks, items: marks.items.filter((_, place) => !marks.selected.has(place)), selected: none } : marks

export const emptied = (): Marks => ({ items: [], selected: none, draft: [] })

export const picked = (marks: Marks, place: number, adding: boolean): Marks => {
  const selected = new Set(adding ? marks.selected : [])
  if (!selected.delete(place)) selected.add(place)
  return { ...marks, selected }
}

export const unpicked = (marks: Marks): Marks => (marks.selected.size || marks.draft.length ? { ...marks, selected: none, draft: [] } : marks)

export const allPicked = (marks: Marks): Marks => (marks.items.length ? { ...marks, selected: new Set(marks.items.keys()) } : marks)

/** Moves what is selected. */
export const shifted = (marks: Marks, by: Point, size: Size): Marks => changed(marks, (item) => ({ ...item, shape: moved(item.shape, by, size) }))

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
  return { ...marks, items: [...beside, ...marks.items], selected: new Set(beside.keys()) }
}

export const drafted = (marks: Marks, point: Point): Marks => ({ ...marks, draft: [...marks.draft, point] })

export const undrafted = (marks: Marks): Marks => (marks.draft.length ? { ...marks, draft: marks.draft.slice(0, -1) } : marks)

/** Closes the polygon that is being drawn, once it has corners enough. */
export const closed = (marks: Marks, tag: string): Marks =>
  marks.draft.length < minVertices ? marks : added(marks, { polygon: { vertices: [...marks.draft] } }, tag)

/** What is on the picture in words, for those who cannot see it. */
export const inWords = (marks: Marks, labelOf: (tag: string) => string): string[] =>
  marks.items.map(({ tag, shape }, place) => `${labelOf(tag)}: ${describe(shape)}${marks.selected.has(place) ? ', selected' : ''}`)
