import type { Result } from 'vega-embed'
import type { JsonObject } from '../../page/json.ts'
import { readSpecification, type Chart, type Grammar, type Room } from './specification.ts'

const engine = () => import('./engine.ts')

/** Of a chart whose surroundings leave its height to it, in pixels. */
const usualHeight = 300
/** Lower charts are not legible. */
const minHeight = 80

/** What is drawn. */
export interface Subject {
  specification: string
  grammar: Grammar
  rows: JsonObject[] | undefined
}

/** A chart in an element: drawn anew for another specification, and otherwise brought up to date. */
export class Drawing {
  readonly #element: HTMLElement
  readonly #onError: (error: unknown) => void
  #subject: Subject | undefined
  #shown: { chart: Chart; result: Result } | undefined
  #room: Room = { width: 0, height: 0 }
  #isBusy = false
  #isStale = false
  #isOver = false

  constructor(element: HTMLElement, onError: (error: unknown) => void) {
    this.#element = element
    this.#onError = onError
  }

  show(subject: Subject): void {
    const known = this.#subject
    this.#subject = subject
    const isSame = known?.specification === subject.specification && known.grammar === subject.grammar && !known.rows === !subject.rows
    if (isSame && this.#shown && !this.#isBusy) this.#update(subject.rows)
    else this.redraw()
  }

  /** The room may have changed. */
  fit(): void {
    const room = this.#roomNow()
    if (room.width === this.#room.width && room.height === this.#room.height) return
    this.#room = room
    const { spec } = this.#shown?.chart ?? {}
    if (!this.#shown || !spec || 'hconcat' in spec || 'vconcat' in spec || 'concat' in spec) return
    this.#run(this.#shown.result.view.width(room.width).height(room.height))
  }

  /** Draws everything anew: another specification, or other colours. */
  redraw(): void {
    this.#isStale = true
    if (!this.#isBusy) void this.#redrawAll()
  }

  end(): void {
    this.#isOver = true
    this.#shown?.result.finalize()
    this.#shown = undefined
  }

  /** Drawing takes a while; what was asked for meanwhile is drawn afterwards, once. */
  async #redrawAll(): Promise<void> {
    this.#isBusy = true
    while (this.#isStale && !this.#isOver && this.#subject) {
      this.#isStale = false
      try {
        await this.#draw(this.#subject)
        this.#onError(undefined)
      } catch (error) {
        this.#onError(error)
      }
    }
    this.#isBusy = false
  }

  async #draw({ specification, grammar, rows }: Subject): Promise<void> {
    const chart = readSpecification(specification, grammar, rows)
    const { drawChart } = await engine()
    if (this.#isOver) return
    this.#shown?.result.finalize()
    this.#shown = undefined
    this.#room = this.#roomNow(chart)
    const result = await drawChart(this.#element, chart, grammar, this.#room)
    if (this.#isOver) result.finalize()
    else this.#shown = { chart, result }
  }

  #update(rows: JsonObject[] | undefined): void {
    if (!rows || !this.#shown) return
    const { chart, result } = this.#shown
    this.#run(result.view.data(chart.dataset, rows.map((row) => ({ ...row }))))
  }

  #run(view: Result['view']): void {
    view.runAsync().catch(this.#onError)
  }

  #roomNow(chart: Chart | undefined = this.#shown?.chart): Room {
    const { clientWidth, clientHeight } = this.#element
    return { width: clientWidth, height: chart?.ownHeight ?? (clientHeight < minHeight ? usualHeight : clientHeight) }
  }
}
