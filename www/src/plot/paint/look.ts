/** What a plot takes from the theme of the page. All colours are ready for a canvas. */
export interface Look {
  /** Text. */
  readonly ink: string
  /** Text of lesser weight: tick labels, titles of axes. */
  readonly muted: string
  /** Lines behind the marks. */
  readonly grid: string
  /** The line an axis stands on. */
  readonly axis: string
  /** What the plot is drawn upon. */
  readonly surface: string
  /** Marks without a colour of their own. */
  readonly primary: string
  /** Colours of categories, in order. */
  readonly palette: readonly string[]
  /** Font families of text. */
  readonly font: string
  /** Makes a colour that an author wrote (`$red`, `var(--x)`, any of CSS) ready for a canvas. */
  readonly resolve: (color: string) => string
}

/** How wide a text is, in pixels. */
export type Measure = (text: string, size: number, weight?: string) => number
