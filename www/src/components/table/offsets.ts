/** Which lines are to be drawn. */
export interface Span {
  first: number
  /** The line after the last one. */
  end: number
}

/** Where each of many lines stands: all of one height, but for those that have been measured. Heights in px. */
export class Offsets {
  readonly count: number
  readonly #height: number
  readonly #measured: Map<number, number>
  #tops: Float64Array | undefined

  constructor(count: number, height: number, measured: ReadonlyMap<number, number> = new Map()) {
    this.count = count
    this.#height = height
    this.#measured = new Map(measured)
  }

  get total(): number {
    return this.top(this.count)
  }

  top(line: number): number {
    if (!this.#measured.size) return line * this.#height
    return (this.#tops ??= this.#sum())[Math.min(line, this.count)] ?? 0
  }

  /** Notes how high a line turned out to be. False when that is no news. */
  measure(line: number, height: number): boolean {
    if (!Number.isInteger(line) || line < 0 || line >= this.count || height <= 0) return false
    if ((this.#measured.get(line) ?? this.#height) === height) return false
    this.#measured.set(line, height)
    this.#tops = undefined
    return true
  }

  /** The line that stands at that distance from the top. */
  lineAt(y: number): number {
    let low = 0
    let high = this.count - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.top(middle) <= y) low = middle
      else high = middle - 1
    }
    return Math.max(0, low)
  }

  /** The lines that can be seen between two distances from the top, and some more around them. */
  span(top: number, bottom: number, margin: number): Span {
    if (!this.count) return { first: 0, end: 0 }
    return {
      first: Math.max(0, this.lineAt(top) - margin),
      end: Math.min(this.count, this.lineAt(bottom) + 1 + margin),
    }
  }

  #sum(): Float64Array {
    const tops = new Float64Array(this.count + 1)
    for (let line = 0; line < this.count; line++) tops[line + 1] = (tops[line] ?? 0) + (this.#measured.get(line) ?? this.#height)
    return tops
  }
}
