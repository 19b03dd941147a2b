import { emphasize } from '../reader/emphasis.ts'
import { tableOfRecords, type Table } from '../grammar/table.ts'
import type { Layer } from '../grammar/layer.ts'
import type { Hover } from '../reader/hit.ts'
import { paint, type Surface } from '../paint/canvas.ts'
import type { Look } from '../paint/look.ts'
import { lookOf, measureOn } from '../paint/theme.ts'
import { compose, type Scene, type SceneInput } from '../scene.ts'
import { paced } from '../../view/pace.ts'
import { wholeView, type View } from './zoom.ts'

/** What the chart is made of on the page. */
export interface Parts {
  /** As large as the chart is to be. */
  readonly stage: HTMLElement
  /** Where the plot is painted. */
  readonly ground: HTMLCanvasElement
  /** Upon it: what the pointer points out. */
  readonly overlay: HTMLCanvasElement
}

interface Content {
  readonly layers: readonly Layer[]
  readonly table: Table
  readonly hidden: ReadonlyMap<string, ReadonlySet<unknown>>
  readonly view: View
}

/**
 * Keeps a plot on screen up to date: whatever changes, it is painted at most once per animation frame.
 *
 * Pointing at marks repaints the overlay only.
 */
export class Chart {
  /** As it was painted last. */
  scene: Scene | undefined
  readonly #parts: Parts
  readonly #onPainted: (scene: Scene) => void
  readonly #observer: ResizeObserver
  #content: Content = { layers: [], table: tableOfRecords([]), hidden: new Map(), view: wholeView }
  #look: Look | undefined
  #hover: Hover | undefined
  #selected: ReadonlySet<number> = new Set()
  #isStale = false
  #isOverlayUsed = false
  #isOver = false
  /** At once, or with the next frame when there was a painting in this one; never two frames late, never while nobody looks. */
  readonly #schedule = paced(() => this.#paint(), (run) => void requestAnimationFrame(run))

  constructor(parts: Parts, onPainted: (scene: Scene) => void) {
    this.#parts = parts
    this.#onPainted = onPainted
    this.#observer = new ResizeObserver(() => this.#repaint())
    this.#observer.observe(parts.stage)
  }

  get view(): View {
    return this.#content.view
  }

  /** Changes what is shown. */
  show(content: Partial<Content>): void {
    this.#content = { ...this.#content, ...content }
    // Marks that were selected may not be the same marks any more.
    if (content.table || content.hidden) this.#selected = new Set()
    this.#repaint()
  }

  /** The theme has changed. */
  recolour(): void {
    this.#look = undefined
    this.#repaint()
  }

  /** Points out the marks of some rows. */
  point(hover: Hover | undefined): void {
    if (hover === this.#hover) return
    this.#hover = hover
    this.#schedule()
  }

  /** Marks rows as selected, or no longer so when they were. True when they are now. */
  toggle(rows: readonly number[]): boolean {
    const isSelected = rows.length === this.#selected.size && rows.every((row) => this.#selected.has(row))
    this.#selected = new Set(isSelected ? [] : rows)
    this.#schedule()
    return !isSelected
  }

  dispose(): void {
    this.#isOver = true
    this.#observer.disconnect()
  }

  #repaint(): void {
    this.#isStale = true
    this.#schedule()
  }

  #paint(): void {
    const { stage, ground, overlay } = this.#parts
    if (this.#isOver) return
    const size = { width: stage.clientWidth, height: stage.clientHeight }
    const context = ground.getContext('2d')
    const upper = overlay.getContext('2d')
    if (!context || !upper || !size.width || !size.height) return
    const look = (this.#look ??= lookOf(stage))
    if (this.#isStale || !this.scene) {
      this.#isStale = false
      this.scene = compose({ ...this.#content, size, look, measure: measureFor(upper, look) })
      paint(surfaceOf(ground, context, this.scene, look), size, this.scene.shapes)
      this.#onPainted(this.scene)
    }
    const emphasis = emphasize(this.scene, { hover: this.#hover, selected: this.#selected }, look)
    // A canvas that is painted is composited again, even if nothing was there and nothing is.
    if (emphasis.length || this.#isOverlayUsed) paint(surfaceOf(overlay, upper, this.scene, look), size, emphasis)
    this.#isOverlayUsed = emphasis.length > 0
  }
}

const measures = new WeakMap<Look, SceneInput['measure']>()

/** Widths of texts are remembered for as long as the look holds. */
function measureFor(context: CanvasRenderingContext2D, look: Look): SceneInput['measure'] {
  let measure = measures.get(look)
  if (!measure) measures.set(look, (measure = measureOn(context, look.font)))
  return measure
}

/** Gives a canvas as many pixels as the screen has for it. */
function surfaceOf(canvas: HTMLCanvasElement, context: CanvasRenderingContext2D, { size, coord }: Scene, look: Look): Surface {
  const ratio = window.devicePixelRatio || 1
  const [width, height] = [Math.round(size.width * ratio), Math.round(size.height * ratio)]
  // Setting the size, even to the same, clears the canvas and is not cheap.
  if (canvas.width !== width) canvas.width = width
  if (canvas.height !== height) canvas.height = height
  return { context, ratio, font: look.font, clip: coord.box }
}
