import type { Measure } from '../paint/look.ts'

/** Labels of one axis, cut where they are too long: at their end, or in the middle where they would look the same otherwise. */
export function cutAll(labels: readonly string[], maxWidth: number, size: number, measure: Measure): string[] {
  const cut = labels.map((label) => ellipsis(label, maxWidth, size, measure))
  if (new Set(cut).size === new Set(labels).size) return cut
  return labels.map((label) => cutInside(label, maxWidth, size, measure))
}

/** The text without its middle, as wide as that many pixels at most. */
function cutInside(text: string, maxWidth: number, size: number, measure: Measure): string {
  if (measure(text, size) <= maxWidth) return text
  for (let kept = text.length - 1; kept > 1; kept--) {
    const head = Math.floor(kept / 3)
    const shorter = `${text.slice(0, head).trimEnd()}…${text.slice(text.length - (kept - head)).trimStart()}`
    if (measure(shorter, size) <= maxWidth) return shorter
  }
  return '…'
}

/** The text, cut so that it is no wider than that many pixels. */
export function ellipsis(text: string, maxWidth: number, size: number, measure: Measure): string {
  if (measure(text, size) <= maxWidth) return text
  let [fits, tooLong] = [0, text.length]
  while (tooLong - fits > 1) {
    const middle = (fits + tooLong) >> 1
    if (measure(`${text.slice(0, middle)}…`, size) <= maxWidth) fits = middle
    else tooLong = middle
  }
  return `${text.slice(0, fits).trimEnd()}…`
}
