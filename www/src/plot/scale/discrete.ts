import { isBlank, timeOf } from './cell.ts'
import { wholeAxis, within, type PositionScale, type Span, type Tick } from './position.ts'
import { fullTimeText } from './tick_text.ts'

export interface DiscreteOptions {
  readonly scale?: string | undefined
  readonly format?: ((value: unknown) => string) | undefined
}

/** A scale over categories: each gets an equal share of the axis, and its marks stand in the middle of it. */
export function discreteScale(categories: readonly unknown[], options: DiscreteOptions): PositionScale {
  const isTime = options.scale === 'time-category'
  const ordered = isTime ? [...categories].sort((a, b) => timeOf(a) - timeOf(b)) : categories
  const print = options.format ?? (isTime ? dayText : String)
  return new DiscreteScale(ordered, (value) => (isBlank(value) ? '' : print(value)))
}

class DiscreteScale implements PositionScale {
  readonly kind = 'discrete'
  readonly base: number
  readonly step: number
  readonly #places: ReadonlyMap<unknown, number>
  readonly #view: Span

  constructor(
    readonly categories: readonly unknown[],
    readonly print: (value: unknown) => string,
    view: Span = wholeAxis,
  ) {
    this.#places = new Map(categories.map((category, place) => [category, place]))
    this.#view = view
    this.step = 1 / Math.max(1, categories.length) / (view[1] - view[0])
    this.base = within(0, view)
  }

  at(value: unknown): number {
    const place = this.#places.get(value)
    return place === undefined ? NaN : within((place + 0.5) / this.categories.length, this.#view)
  }

  /** All of them: which labels there is room for is decided where they are drawn. */
  ticks(): Tick[] {
    return this.categories
      .map((value) => ({ at: this.at(value), value, label: this.print(value) }))
      .filter(({ at }) => at > -1e-6 && at < 1 + 1e-6)
  }

  zoom([from, to]: Span): PositionScale {
    const [start, end] = this.#view
    return new DiscreteScale(this.categories, this.print, [start + from * (end - start), start + to * (end - start)])
  }
}

function dayText(value: unknown): string {
  const time = timeOf(value)
  return Number.isNaN(time) ? String(value) : fullTimeText(time)
}
