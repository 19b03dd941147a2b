import { narrow, wholeAxis, type Span } from '../scale/position.ts'

/** The part of a plot that is looked at: across the screen, and up. */
export interface View {
  readonly across: Span
  readonly up: Span
}

export const wholeView: View = { across: wholeAxis, up: wholeAxis }

/** Nobody needs to look closer than that. */
const smallestPart = 1e-4

/** Looks closer (`factor` below 1) or from further away, keeping what lies at `center`, a unit of what is in view. */
export function scaled(span: Span, center: number, factor: number): Span {
  const part = (span[1] - span[0]) * factor
  if (part < smallestPart) return span
  return kept(narrow(span, [center - center * factor, center + (1 - center) * factor]))
}

/** Looks further along the axis, by so many units of what is in view. */
export function shifted(span: Span, by: number): Span {
  const width = span[1] - span[0]
  const from = Math.min(1 - width, Math.max(0, span[0] + by * width))
  return [from, from + width]
}

/** Looks at a part of what is in view. A part too small to mean anything changes nothing. */
export function focused(span: Span, a: number, b: number): Span {
  const [from, to] = [Math.max(0, Math.min(a, b)), Math.min(1, Math.max(a, b))]
  return (to - from) * (span[1] - span[0]) < smallestPart ? span : narrow(span, [from, to])
}

/** Never beyond the ends of the axis. All of it is `wholeAxis`, which costs nothing. */
function kept([from, to]: Span): Span {
  const [low, high] = [Math.max(0, from), Math.min(1, to)]
  return low <= 0 && high >= 1 ? wholeAxis : [low, high]
}
