import {
  curveCatmullRom,
  curveCatmullRomClosed,
  curveLinear,
  curveLinearClosed,
  curveMonotoneX,
  curveStep,
  curveStepAfter,
  curveStepBefore,
  type CurveFactory,
} from 'd3-shape'
import type { PathSink } from './path.ts'

const alongKey: Readonly<Record<string, CurveFactory>> = {
  smooth: curveMonotoneX,
  step: curveStep,
  'step-before': curveStepBefore,
  'step-after': curveStepAfter,
}

/** The curve of a line whose points are in order of their key; straight for names that nobody knows. */
export const curveOf = (name: string | undefined): CurveFactory =>
  (name !== undefined && Object.hasOwn(alongKey, name) ? alongKey[name] : undefined) ?? curveLinear

/** The curve of a line through points in any order. */
export const freeCurveOf = (name: string | undefined): CurveFactory => (name === 'smooth' ? curveCatmullRom : curveLinear)

/** The curve of a line that comes back to where it began. */
export const closedCurveOf = (name: string | undefined): CurveFactory =>
  name === 'smooth' ? curveCatmullRomClosed : curveLinearClosed

/** Writes paths with x and y exchanged: steps along a key that runs upwards are computed as if it ran to the right. */
export function exchanged(sink: PathSink): PathSink {
  return {
    moveTo: (x, y) => sink.moveTo(y, x),
    lineTo: (x, y) => sink.lineTo(y, x),
    bezierCurveTo: (x1, y1, x2, y2, x, y) => sink.bezierCurveTo(y1, x1, y2, x2, y, x),
    quadraticCurveTo: (x1, y1, x, y) => sink.quadraticCurveTo(y1, x1, y, x),
    arc: (x, y, radius, start, end, counterclockwise) =>
      sink.arc(y, x, radius, Math.PI / 2 - start, Math.PI / 2 - end, !counterclockwise),
    rect: (x, y, width, height) => sink.rect(y, x, height, width),
    closePath: () => sink.closePath(),
  }
}

/** The curves of d3 write nothing but paths; its types ask for a whole canvas. */
export const asContext = (sink: PathSink): CanvasRenderingContext2D => sink as CanvasRenderingContext2D
