/** A plot on the wire: layers, drawn in order. Every attribute may be missing, and none of them is trusted. */
export interface PlotSpec {
  readonly marks?: readonly MarkSpec[]
}

/** A field reference (`'=price'`) or a literal. */
export type Value = string | number

/** One layer on the wire. */
export interface MarkSpec extends MarkPositions, MarkAxes, MarkLooks, MarkLabel {
  readonly coord?: string
  readonly type?: string
  readonly interactive?: boolean
}

export interface MarkPositions {
  readonly x?: Value
  readonly x0?: Value
  readonly x1?: Value
  readonly x2?: Value
  readonly x_q1?: Value
  readonly x_q2?: Value
  readonly x_q3?: Value
  readonly y?: Value
  readonly y0?: Value
  readonly y1?: Value
  readonly y2?: Value
  readonly y_q1?: Value
  readonly y_q2?: Value
  readonly y_q3?: Value
}

export interface MarkAxes {
  readonly x_min?: number
  readonly x_max?: number
  readonly x_nice?: boolean
  readonly x_scale?: string
  readonly x_title?: string
  readonly y_min?: number
  readonly y_max?: number
  readonly y_nice?: boolean
  readonly y_scale?: string
  readonly y_title?: string
}

export interface MarkLooks {
  readonly color?: string
  readonly color_range?: string
  readonly color_domain?: readonly string[]
  readonly shape?: string
  readonly shape_range?: string
  readonly size?: Value
  readonly size_range?: string
  readonly stack?: string
  readonly dodge?: string
  readonly curve?: string
  readonly fill_color?: string
  readonly fill_opacity?: number
  readonly stroke_color?: string
  readonly stroke_opacity?: number
  readonly stroke_size?: number
  readonly stroke_dash?: string
  readonly ref_stroke_color?: string
  readonly ref_stroke_opacity?: number
  readonly ref_stroke_size?: number
  readonly ref_stroke_dash?: string
}

export interface MarkLabel {
  readonly label?: string
  readonly label_offset?: number
  readonly label_offset_x?: number
  readonly label_offset_y?: number
  readonly label_rotation?: string
  readonly label_position?: string
  readonly label_overlap?: string
  readonly label_fill_color?: string
  readonly label_fill_opacity?: number
  readonly label_stroke_color?: string
  readonly label_stroke_opacity?: number
  readonly label_stroke_size?: number
  readonly label_font_size?: number
  readonly label_font_weight?: string
  readonly label_line_height?: number
  readonly label_align?: string
}
