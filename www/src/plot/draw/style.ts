import type { Style } from './shape.ts'
import type { MarkSpec } from '../grammar/spec.ts'
import type { Look } from '../paint/look.ts'
import { words } from '../scale/color.ts'

/** Fills with the colour of the data unless the author says otherwise; outlines only where the author asks for it. */
export function fillStyle(spec: MarkSpec, color: string, look: Look, defaults: Style = {}): Style {
  const outlined = spec.stroke_color !== undefined || spec.stroke_size !== undefined
  return {
    ...defaults,
    fill: spec.fill_color === undefined ? color : look.resolve(spec.fill_color),
    fillOpacity: spec.fill_opacity ?? defaults.fillOpacity,
    ...(outlined && { stroke: color, strokeSize: 1 }),
    ...outline(spec, look),
  }
}

/** A line in the colour of the data unless the author says otherwise. */
export function strokeStyle(spec: MarkSpec, color: string, look: Look, strokeSize: number): Style {
  return { stroke: color, strokeSize, ...outline(spec, look) }
}

/** Lengths of dashes and gaps, written with spaces between them. */
export function dashOf(text: string | undefined): readonly number[] | undefined {
  const lengths = words(text).map(Number)
  return lengths.length && lengths.every((length) => length >= 0) ? lengths : undefined
}

/** What the author says about outlines, and nothing else. */
function outline(spec: MarkSpec, look: Look): Style {
  const dash = dashOf(spec.stroke_dash)
  return {
    ...(spec.stroke_color !== undefined && { stroke: look.resolve(spec.stroke_color) }),
    ...(spec.stroke_opacity !== undefined && { strokeOpacity: spec.stroke_opacity }),
    ...(spec.stroke_size !== undefined && { strokeSize: spec.stroke_size }),
    ...(dash && { dash }),
  }
}
