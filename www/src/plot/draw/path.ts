/** What a path can be written to: a recording of ours, or the context of a canvas. */
export type PathSink = Pick<CanvasPath, 'moveTo' | 'lineTo' | 'bezierCurveTo' | 'quadraticCurveTo' | 'arc' | 'rect' | 'closePath'>

const move = 0
const line = 1
const cubic = 2
const quadratic = 3
const arc = 4
const rect = 5
const close = 6

type Replay = (sink: PathSink, steps: readonly number[], at: number) => void

const n = (steps: readonly number[], at: number): number => steps[at] ?? 0

/** By kind of step: how many numbers it has, and how to play it. */
const players: readonly (readonly [arguments_: number, play: Replay])[] = [
  [2, (sink, s, i) => sink.moveTo(n(s, i), n(s, i + 1))],
  [2, (sink, s, i) => sink.lineTo(n(s, i), n(s, i + 1))],
  [6, (sink, s, i) => sink.bezierCurveTo(n(s, i), n(s, i + 1), n(s, i + 2), n(s, i + 3), n(s, i + 4), n(s, i + 5))],
  [4, (sink, s, i) => sink.quadraticCurveTo(n(s, i), n(s, i + 1), n(s, i + 2), n(s, i + 3))],
  [6, (sink, s, i) => sink.arc(n(s, i), n(s, i + 1), n(s, i + 2), n(s, i + 3), n(s, i + 4), n(s, i + 5) === 1)],
  [4, (sink, s, i) => sink.rect(n(s, i), n(s, i + 1), n(s, i + 2), n(s, i + 3))],
  [0, (sink) => sink.closePath()],
]

/** A path as data: written like the path of a canvas, and played onto one later. */
export class Path implements PathSink {
  readonly #steps: number[] = []

  get isEmpty(): boolean {
    return this.#steps.length === 0
  }

  moveTo(x: number, y: number): void {
    this.#steps.push(move, x, y)
  }

  lineTo(x: number, y: number): void {
    this.#steps.push(line, x, y)
  }

  bezierCurveTo(x1: number, y1: number, x2: number, y2: number, x: number, y: number): void {
    this.#steps.push(cubic, x1, y1, x2, y2, x, y)
  }

  quadraticCurveTo(x1: number, y1: number, x: number, y: number): void {
    this.#steps.push(quadratic, x1, y1, x, y)
  }

  arc(x: number, y: number, radius: number, start: number, end: number, counterclockwise = false): void {
    this.#steps.push(arc, x, y, Math.max(0, radius), start, end, counterclockwise ? 1 : 0)
  }

  rect(x: number, y: number, width: number, height: number): void {
    this.#steps.push(rect, x, y, width, height)
  }

  closePath(): void {
    this.#steps.push(close)
  }

  /** Writes the same path again. */
  play(sink: PathSink): void {
    const steps = this.#steps
    for (let at = 0; at < steps.length; ) {
      const player = players[n(steps, at)]
      if (!player) throw new Error(`a path has no step of kind ${n(steps, at)}`)
      player[1](sink, steps, at + 1)
      at += 1 + player[0]
    }
  }

  /** The same path as several of so many straight lines each; undefined when there are no more, or when not all lines are straight. */
  pieces(lines: number): Path[] | undefined {
    const steps = this.#steps
    if (steps.length <= 3 * (lines + 1)) return undefined
    let piece = new Path()
    const pieces = [piece]
    for (let at = 0, [lastX, lastY] = [0, 0]; at < steps.length; at += 3) {
      const [kind, x, y] = [n(steps, at), n(steps, at + 1), n(steps, at + 2)]
      if (kind > line) return undefined
      if (piece.#steps.length > 3 * lines) {
        pieces.push((piece = new Path()))
        if (kind === line) piece.moveTo(lastX, lastY)
      }
      piece.#steps.push(kind, x, y)
      ;[lastX, lastY] = [x, y]
    }
    return pieces
  }

  /** The steps as text, one letter and its numbers each: for people to read. */
  toString(): string {
    const letters = ['M', 'L', 'C', 'Q', 'A', 'R', 'Z']
    const parts: string[] = []
    for (let at = 0; at < this.#steps.length; ) {
      const kind = n(this.#steps, at)
      const count = players[kind]?.[0] ?? 0
      const numbers = this.#steps.slice(at + 1, at + 1 + count).map((number) => Math.round(number * 1000) / 1000)
      parts.push(`${letters[kind] ?? ''}${numbers.join(',')}`)
      at += 1 + count
    }
    return parts.join('')
  }
}
