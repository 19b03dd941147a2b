import type { Stretch } from './passage.ts'

/** What is selected of the text in an element, whose pieces say under `data-from` where they begin; a click selects one character. */
export function selected(area: HTMLElement): Stretch | undefined {
  const selection = getSelection()
  if (!selection?.anchorNode || !selection.focusNode) return undefined
  const ends = [placeOf(area, selection.anchorNode, selection.anchorOffset), placeOf(area, selection.focusNode, selection.focusOffset)]
  const [a, b] = ends
  if (a === undefined || b === undefined) return undefined
  return a === b ? { from: a, to: a + 1 } : { from: Math.min(a, b), to: Math.max(a, b) }
}

/** Where in the whole text a place in the document is. Undefined when it is not in the text. */
function placeOf(area: HTMLElement, node: Node, offset: number): number | undefined {
  if (!area.contains(node)) return undefined
  const piece = (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>('[data-from]')
  if (piece) return Number(piece.dataset['from']) + (node instanceof Text ? offset : offset > 0 ? (piece.textContent?.length ?? 0) : 0)
  // Between the pieces: where the next one begins, or the last one ends.
  const pieces = [...area.querySelectorAll<HTMLElement>('[data-from]')]
  const child = node.childNodes[offset]
  const next = child && pieces.find((one) => child.contains(one) || child.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING)
  const last = pieces.at(-1)
  if (next) return Number(next.dataset['from'])
  return last && Number(last.dataset['from']) + (last.textContent?.length ?? 0)
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
