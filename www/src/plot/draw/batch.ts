import { Path } from './path.ts'
import type { PathShape, Style } from './shape.ts'

/** Gathers outlines of one colour into one path, so that a thousand bars are painted at one stroke. */
export class PathBatch {
  readonly #paths = new Map<string, Path>()

  /** The path of everything that has this colour. */
  of(color: string): Path {
    let path = this.#paths.get(color)
    if (!path) this.#paths.set(color, (path = new Path()))
    return path
  }

  shapes(styleOf: (color: string) => Style): PathShape[] {
    return [...this.#paths].map(([color, path]) => ({ kind: 'path', path, style: styleOf(color), clipped: true }))
  }
}
