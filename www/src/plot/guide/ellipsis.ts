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
  const keeping = (kept: number): string => {
    const head = Math.floor(kept / 3)
    return `${text.slice(0, head).trimEnd()}…${text.slice(text.length - (kept - head)).trimStart()}`
  }
  const kept = most(text.length, (count) => measure(keeping(count), size) <= maxWidth)
  return kept > 1 ? keeping(kept) : '…'
}

/** The text, cut so that it is no wider than that many pixels. */
export function ellipsis(text: string, maxWidth: number, size: number, measure: Measure): string {
  if (measure(text, size) <= maxWidth) return text
  return `${text.slice(0, most(text.length, (count) => measure(`${text.slice(0, count)}…`, size) <= maxWidth)).trimEnd()}…`
}

/** The largest number below `tooMany` that fits; 0 always does. */
function most(tooMany: number, fits: (count: number) => boolean): number {
  let [least, above] = [0, tooMany]
  while (above - least > 1) {
    const middle = (least + above) >> 1
    if (fits(middle)) least = middle
    else above = middle
  }
  return least
}
