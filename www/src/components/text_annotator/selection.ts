import type { Stretch } from './passage.ts'

/** What is selected of the text in an element, whose pieces say under `data-from` where they begin; a click selects one character. */
export function selected(area: HTMLElement): Stretch | undefined {
  const selection = getSelection()
  if (!selection?.anchorNode || !selection.focusNode) return undefined
  // What reaches beyond the text ends where the text does.
  if (!area.contains(selection.anchorNode) && !area.contains(selection.focusNode)) return undefined
  return between(placeOf(area, selection.anchorNode, selection.anchorOffset), placeOf(area, selection.focusNode, selection.focusOffset))
}

/** The stretch between two places, whichever comes first; one character where they are the same. */
export const between = (a: number, b: number): Stretch => (a === b ? { from: a, to: a + 1 } : { from: Math.min(a, b), to: Math.max(a, b) })

/** Where in the whole text a point of the screen is. Undefined when it is not in the text. */
export function placeAt(area: HTMLElement, { clientX, clientY }: { clientX: number; clientY: number }): number | undefined {
  const position = document.caretPositionFromPoint?.(clientX, clientY)
  // What browsers had before that.
  const range = position ? undefined : document.caretRangeFromPoint?.(clientX, clientY)
  const [node, offset] = [position?.offsetNode ?? range?.startContainer, position?.offset ?? range?.startOffset ?? 0]
  return node && area.contains(node) ? placeOf(area, node, offset) : undefined
}

/** Where in the whole text a place in the document is; the nearest one in the text when it lies outside. */
function placeOf(area: HTMLElement, node: Node, offset: number): number {
  if (!area.contains(node)) return isBefore(area, node, offset) ? 0 : lengthOf(area)
  const piece = (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>('[data-from]')
  if (piece) return Number(piece.dataset['from']) + (node instanceof Text ? offset : offset > 0 ? (piece.textContent?.length ?? 0) : 0)
  // Between the pieces: where the next one begins, or the last one ends.
  const child = node.childNodes[offset]
  const next = child && piecesOf(area).find((one) => child.contains(one) || child.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING)
  return next ? Number(next.dataset['from']) : lengthOf(area)
}

const piecesOf = (area: HTMLElement): HTMLElement[] => [...area.querySelectorAll<HTMLElement>('[data-from]')]

function lengthOf(area: HTMLElement): number {
  const last = piecesOf(area).at(-1)
  return last ? Number(last.dataset['from']) + (last.textContent?.length ?? 0) : 0
}

/** Does a place in the document lie before an element, which it is not in? */
function isBefore(area: HTMLElement, node: Node, offset: number): boolean {
  const child = node.childNodes[offset]
  if (node.contains(area)) return child !== undefined && (child === area || child.contains(area) || Boolean(child.compareDocumentPosition(area) & Node.DOCUMENT_POSITION_FOLLOWING))
  return Boolean(node.compareDocumentPosition(area) & Node.DOCUMENT_POSITION_FOLLOWING)
}

/** Selects a stretch of the text. */
export function select(area: HTMLElement, { from, to }: Stretch): void {
  const [start, end] = [positionOf(area, from), positionOf(area, to)]
  if (start && end) getSelection()?.setBaseAndExtent(start.node, start.offset, end.node, end.offset)
}

function positionOf(area: HTMLElement, place: number): { node: Node; offset: number } | undefined {
  for (const piece of area.querySelectorAll<HTMLElement>('[data-from]')) {
    const from = Number(piece.dataset['from'])
    const { firstChild: node } = piece
    if (node instanceof Text && place <= from + node.length) return { node, offset: place - from }
  }
  return undefined
}
