/**
 * Leaves out points of a line that would not change a pixel.
 *
 * Of all points in one column of pixels only the first, the lowest, the highest and the last are seen. The points must be
 * in order of `x`. Returns the indexes to keep; all of them when the line is not crowded.
 */
export function thin(x: Float64Array, y: Float64Array): Uint32Array {
  const count = x.length
  const columns = Math.abs((x[count - 1] ?? 0) - (x[0] ?? 0)) + 1
  const kept = new Uint32Array(count)
  if (count <= columns * 4) return kept.map((_, place) => place)
  let size = 0
  for (let from = 0; from < count; ) {
    const to = endOfColumn(x, from)
    for (const place of extremes(y, from, to)) if (size === 0 || kept[size - 1] !== place) kept[size++] = place
    from = to
  }
  return kept.slice(0, size)
}

function endOfColumn(x: Float64Array, from: number): number {
  const column = Math.floor(x[from] ?? 0)
  let to = from + 1
  while (to < x.length && Math.floor(x[to] ?? 0) === column) to++
  return to
}

/** First, lowest, highest and last, in the order of the line. Gaps (NaN) are kept too. */
function extremes(y: Float64Array, from: number, to: number): number[] {
  let [lowest, highest, gap] = [from, from, -1]
  for (let place = from; place < to; place++) {
    const here = y[place] ?? NaN
    if (Number.isNaN(here)) gap = place
    else {
      if (!(here >= (y[lowest] ?? NaN))) lowest = place
      if (!(here <= (y[highest] ?? NaN))) highest = place
    }
  }
  const places = [from, lowest, highest, to - 1]
  if (gap >= 0) places.push(gap)
  return places.sort((a, b) => a - b)
}
