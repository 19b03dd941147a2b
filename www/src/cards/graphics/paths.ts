import * as d3 from 'd3-shape'
import type { JsonObject } from '../../page/json.ts'

/** How a spline goes from point to point, by the name that page authors know. */
const curves: Readonly<Record<string, d3.CurveFactory>> = {
  basis: d3.curveBasis,
  'basis-closed': d3.curveBasisClosed,
  'basis-open': d3.curveBasisOpen,
  cardinal: d3.curveCardinal,
  'cardinal-closed': d3.curveCardinalClosed,
  'cardinal-open': d3.curveCardinalOpen,
  smooth: d3.curveCatmullRom,
  'smooth-closed': d3.curveCatmullRomClosed,
  'smooth-open': d3.curveCatmullRomOpen,
  linear: d3.curveLinear,
  'linear-closed': d3.curveLinearClosed,
  'monotone-x': d3.curveMonotoneX,
  'monotone-y': d3.curveMonotoneY,
  natural: d3.curveNatural,
  step: d3.curveStep,
  'step-after': d3.curveStepAfter,
  'step-before': d3.curveStepBefore,
}

const curveOf = (name: unknown): d3.CurveFactory =>
  typeof name === 'string' && Object.hasOwn(curves, name) ? (curves[name] ?? d3.curveLinear) : d3.curveLinear

const numberOf = (value: unknown): number => Number(value ?? 0) || 0
const radians = (degrees: unknown): number => (numberOf(degrees) * Math.PI) / 180

/** A ring segment around the origin. Angles are in degrees, clockwise from twelve o'clock. */
export const arcPath = ({ r1, r2, a1, a2 }: JsonObject): string =>
  d3.arc()({ innerRadius: numberOf(r1), outerRadius: numberOf(r2), startAngle: radians(a1), endAngle: radians(a2) }) ?? ''

interface Point {
  x: number | undefined
  y: number | undefined
  x0: number | undefined
  y0: number | undefined
}

/** A line through points; an area where there is a second edge, which lies at zero if nothing is said of it. */
export function splinePath({ x, y, x0, y0, curve, radial }: JsonObject): string {
  const points = pointsOf({ x, y, x0, y0 } as JsonObject)
  const way = curveOf(curve)
  const edge = x0 !== undefined ? 'x0' : y0 !== undefined ? 'y0' : undefined
  return (radial ? radialPath(points, way, edge) : flatPath(points, way, edge)) ?? ''
}

type Edge = 'x0' | 'y0' | undefined

function flatPath(points: Point[], curve: d3.CurveFactory, edge: Edge): string | null {
  const is = (point: Point): boolean => point.x !== undefined && point.y !== undefined
  const x = (point: Point): number => point.x ?? 0
  const y = (point: Point): number => point.y ?? 0
  if (edge === 'x0') return d3.area<Point>(x, y, y).defined(is).x0((point) => point.x0 ?? 0).x1(x).y(y).curve(curve)(points)
  if (edge === 'y0') return d3.area<Point>(x, (point) => point.y0 ?? 0, y).defined(is).curve(curve)(points)
  return d3.line(x, y).defined(is).curve(curve)(points)
}

/** x is an angle in degrees, y a distance from the origin. */
function radialPath(points: Point[], curve: d3.CurveFactory, edge: Edge): string | null {
  const is = (point: Point): boolean => point.x !== undefined && point.y !== undefined
  const angle = (point: Point): number => radians(point.x)
  const radius = (point: Point): number => point.y ?? 0
  if (!edge) return d3.lineRadial<Point>().angle(angle).radius(radius).defined(is).curve(curve)(points)
  const area = d3.areaRadial<Point>().angle(angle).innerRadius((point) => point.y0 ?? 0).outerRadius(radius)
  if (edge === 'x0') area.startAngle((point) => radians(point.x0)).endAngle(angle).radius(radius)
  return area.defined(is).curve(curve)(points)
}

function pointsOf(columns: JsonObject): Point[] {
  const [x, y, x0, y0] = ['x', 'y', 'x0', 'y0'].map((name) => numbersOf(columns[name]))
  const length = Math.max(x?.length ?? 0, y?.length ?? 0)
  return Array.from({ length }, (_, place) => ({ x: x?.[place], y: y?.[place], x0: x0?.[place], y0: y0?.[place] }))
}

/** Numbers between single spaces. Nothing between two spaces is a gap. */
function numbersOf(text: unknown): (number | undefined)[] {
  if (typeof text !== 'string' || !text) return []
  return text.split(' ').map((word) => (word === '' || Number.isNaN(Number(word)) ? undefined : Number(word)))
}
