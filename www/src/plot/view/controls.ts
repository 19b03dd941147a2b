import { signal, type Signal } from '@preact/signals'
import { hoverAt, selectAt, stops, type Hover } from '../reader/hit.ts'
import type { Legend } from '../guide/legend.ts'
import { recordAt } from '../grammar/table.ts'
import type { Scene } from '../scene.ts'
import { summarize, type Summary } from '../reader/summary.ts'
import { sentenceOf, tooltipOf } from '../reader/tooltip.ts'
import { Chart, type Parts } from './chart.ts'
import type { Gestures, Place } from './gestures.ts'
import type { TooltipPlace } from './tooltip_view.tsx'
import { focused, scaled, shifted, wholeView } from './zoom.ts'

/** A row that was selected: its cells by field, and its index in the data. */
export type SelectedRow = Record<string, unknown> & { idx: number }

export interface ControlOptions {
  readonly interactions: ReadonlySet<string>
  /** Hears of marks that were selected, if anybody wants to. */
  readonly onSelect?: ((rows: SelectedRow[]) => void) | undefined
}

/** People who listen are told what is on screen this long after it last changed. */
const summaryDelayMs = 500

/** What a reader does with a plot: point, select, zoom, switch categories off. */
export class Controls {
  readonly chart: Chart
  readonly legends: Signal<readonly Legend[]> = signal([])
  readonly hidden: Signal<ReadonlyMap<string, ReadonlySet<unknown>>> = signal(new Map())
  readonly tooltip: Signal<TooltipPlace | undefined> = signal(undefined)
  /** The rectangle that is being drawn. */
  readonly brush: Signal<readonly [Place, Place] | undefined> = signal(undefined)
  /** What a keyboard has come upon, as a sentence. */
  readonly spoken = signal('')
  readonly summary: Signal<Summary | undefined> = signal(undefined)
  options: ControlOptions = { interactions: new Set() }
  #pointer: Place | undefined
  #stop = -1
  #legendKey = ''
  #summaryTimer: ReturnType<typeof setTimeout> | undefined

  constructor(parts: Parts) {
    this.chart = new Chart(parts, (scene) => this.#painted(scene))
  }

  dispose(): void {
    clearTimeout(this.#summaryTimer)
    this.chart.dispose()
  }

  /** What a pointer can do here. */
  gestures(): Gestures {
    const { interactions } = this.options
    return {
      hover: (x, y) => this.#hover({ x, y }),
      leave: () => this.#hover(undefined),
      click: (x, y) => this.#click(x, y),
      reset: () => this.chart.show({ view: wholeView }),
      ...(interactions.has('scale_zoom') && { zoom: (x, y, factor) => this.#zoom({ x, y }, factor) }),
      ...(interactions.has('drag_move') && { pan: (dx, dy) => this.#pan(dx, dy) }),
      ...(interactions.has('brush') && { brush: (from, to, done) => this.#brush(from, to, done) }),
    }
  }

  /** Switches a category on or off. */
  readonly toggle = (field: string, value: unknown): void => {
    const off = new Set(this.hidden.value.get(field))
    if (!off.delete(value)) off.add(value)
    this.hidden.value = new Map(this.hidden.value).set(field, off)
    this.chart.show({ hidden: this.hidden.value })
  }

  /** Steps through the marks, selects one, looks closer or elsewhere, or gives up. False for keys that mean nothing here. */
  key(key: string, withShift = false): boolean {
    if (this.#look(withShift ? `Shift+${key}` : key)) return true
    const action = keys[key]
    if (!action || !this.chart.scene) return false
    if (action === 'leave') this.#pointOut(undefined)
    else if (action === 'select') this.#selectStop()
    else this.#step(action)
    return true
  }

  #painted(scene: Scene): void {
    // A new list each time would render the legend at every frame of a live plot.
    const key = JSON.stringify(scene.legends)
    if (key !== this.#legendKey) this.legends.value = scene.legends
    this.#legendKey = key
    if (this.#pointer) this.#hover(this.#pointer)
    this.#summaryTimer ??= setTimeout(() => {
      this.#summaryTimer = undefined
      if (this.chart.scene) this.summary.value = summarize(this.chart.scene)
    }, summaryDelayMs)
  }

  #hover(place: Place | undefined): void {
    this.#pointer = place
    const { scene } = this.chart
    this.#pointOut(place && scene ? hoverAt(scene, place.x, place.y) : undefined)
  }

  #pointOut(hover: Hover | undefined): void {
    const { scene } = this.chart
    this.chart.point(hover)
    this.tooltip.value = hover && scene ? { tooltip: tooltipOf(scene, hover), x: hover.x, y: hover.y } : undefined
  }

  #click(x: number, y: number): void {
    if (this.chart.scene) this.#select(selectAt(this.chart.scene, x, y))
  }

  /** Tells who wants to hear it. Taking a selection back is nobody's business. */
  #select(rows: readonly number[]): void {
    const { scene } = this.chart
    const { onSelect } = this.options
    if (!scene || !rows.length || !onSelect || !this.chart.toggle(rows)) return
    onSelect(rows.map((row) => ({ idx: scene.origin[row] ?? row, ...recordAt(scene.table, row) })))
  }

  #zoom({ x, y }: Place, factor: number): void {
    const { across, up } = this.chart.view
    const [u, v] = this.#unitsAt(x, y)
    this.chart.show({ view: { across: scaled(across, u, factor), up: scaled(up, v, factor) } })
  }

  #pan(dx: number, dy: number): void {
    const { across, up } = this.chart.view
    const box = this.chart.scene?.coord.box
    if (box) this.chart.show({ view: { across: shifted(across, -dx / box.width), up: shifted(up, dy / box.height) } })
  }

  #brush(from: Place, to: Place, done: boolean): void {
    this.brush.value = done ? undefined : [from, to]
    if (!done) return
    const { across, up } = this.chart.view
    const [[u0, v0], [u1, v1]] = [this.#unitsAt(from.x, from.y), this.#unitsAt(to.x, to.y)]
    this.chart.show({ view: { across: focused(across, u0, u1), up: focused(up, v0, v1) } })
  }

  /** How far across and how far up a place lies within the axes. */
  #unitsAt(x: number, y: number): readonly [across: number, up: number] {
    const box = this.chart.scene?.coord.box
    return box ? [(x - box.x) / box.width, (box.y + box.height - y) / box.height] : [0.5, 0.5]
  }

  /** What the wheel and dragging do, for those who have neither. */
  #look(key: string): boolean {
    const { interactions } = this.options
    const movement = movements[key]
    const canZoom = interactions.has('scale_zoom') || interactions.has('brush')
    if (movement && interactions.has('drag_move')) this.#pan(movement[0] * this.#paceOf('width'), movement[1] * this.#paceOf('height'))
    else if (canZoom && zooms[key]) this.#zoom(this.#middle(), zooms[key])
    else if (canZoom && key === '0') this.chart.show({ view: wholeView })
    else return false
    return true
  }

  /** Where a keyboard looks closer: at the mark it has come upon, or at the middle. */
  #middle(): Place {
    const { scene } = this.chart
    const stop = scene && stops(scene)[this.#stop]
    const { x, y, width, height } = scene?.coord.box ?? { x: 0, y: 0, width: 0, height: 0 }
    return stop ?? { x: x + width / 2, y: y + height / 2 }
  }

  readonly #paceOf = (side: 'width' | 'height'): number => (this.chart.scene?.coord.box[side] ?? 0) / stepsAcross

  #step(by: number): void {
    const { scene } = this.chart
    const all = scene ? stops(scene) : []
    if (!scene || !all.length) return
    this.#stop = Math.min(all.length - 1, Math.max(0, Number.isFinite(by) ? this.#stop + by : by > 0 ? all.length - 1 : 0))
    const hover = all[this.#stop]
    this.#pointOut(hover)
    this.spoken.value = hover ? sentenceOf(tooltipOf(scene, hover)) : ''
  }

  #selectStop(): void {
    const { scene } = this.chart
    const hover = scene && stops(scene)[this.#stop]
    if (hover) this.#select(hover.rows)
  }
}

/** What is dragged in which direction. With what is pressed, the view goes that way. */
const movements: Readonly<Record<string, readonly [dx: number, dy: number]>> = {
  'Shift+ArrowLeft': [1, 0],
  'Shift+ArrowRight': [-1, 0],
  'Shift+ArrowUp': [0, 1],
  'Shift+ArrowDown': [0, -1],
}

/** One press moves the view by this part of itself. */
const stepsAcross = 8

/** Some keyboards have a plus only with shift. */
const zooms: Readonly<Record<string, number>> = { '+': 0.8, '=': 0.8, 'Shift++': 0.8, '-': 1.25 }

/** What a keyboard can do besides stepping through the marks. */
export function shortcutsOf(interactions: readonly string[]): string | undefined {
  const zoom = interactions.includes('scale_zoom') || interactions.includes('brush') ? '+ - 0' : ''
  const pan = interactions.includes('drag_move') ? Object.keys(movements).join(' ') : ''
  return [zoom, pan].filter(Boolean).join(' ') || undefined
}

/** Steps forwards and back, to the ends, and what else there is to do. */
const keys: Readonly<Record<string, number | 'select' | 'leave'>> = {
  ArrowRight: 1,
  ArrowUp: 1,
  ArrowLeft: -1,
  ArrowDown: -1,
  Home: -Infinity,
  End: Infinity,
  Enter: 'select',
  ' ': 'select',
  Escape: 'leave',
}
