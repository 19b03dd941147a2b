/** A place in the history of a site: epoch and revision. */
export type Position = [epoch: string, revision: number]

/** How far this tab has come, route by route: the last mark of each. */
export class Marks {
  #positions = new Map<string, Position>()

  /**
   * Remembers a mark. False when it goes back within its epoch: then something was repeated, and what is on screen
   * cannot be trusted.
   */
  note(route: string, [epoch, revision]: Position): boolean {
    const last = this.#positions.get(route)
    if (last && last[0] === epoch && revision < last[1]) return false
    this.#positions.set(route, [epoch, revision])
    return true
  }

  routes(): string[] {
    return [...this.#positions.keys()]
  }

  toJson(): Record<string, Position> {
    return Object.fromEntries(this.#positions)
  }

  clear(): void {
    this.#positions.clear()
  }
}
