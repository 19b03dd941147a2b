import type { JSX } from 'preact'
import { isObject, type Json, type JsonObject } from '../../page/json.ts'
import { toCssColor } from '../../view/css.ts'

/** What a shape is, as it stands in a card's data. */
export const types = { curve: 1, line: 2, rect: 3, solid: 4 } as const
export type ShapeType = (typeof types)[keyof typeof types]

/** Something drawn: a type, points `[x, y, …]`, a colour and the width of its line in pixels. */
export interface Shape {
  t: ShapeType
  p: number[]
  c: string
  l: number
}

const isType = (value: Json | undefined): value is ShapeType => Object.values(types).some((type) => type === value)

/** The shape that JSON describes, if it does. */
export function toShape(json: JsonObject): Shape | undefined {
  if (!isObject(json)) return undefined
  const { t, p, c, l } = json
  if (!isType(t) || !Array.isArray(p)) return undefined
  return { t, p: p.map(Number).filter(Number.isFinite), c: String(c ?? '$text'), l: Number(l) || 1 }
}

type Draw = (shape: Shape, common: JSX.IntrinsicElements['path']) => JSX.Element

const line: Draw = ({ p }, common) => <path {...common} d={pathOf(p)} fill="none" />

const rect: Draw = ({ p: [x1 = 0, y1 = 0, x2 = x1, y2 = y1], t, c }, common) => (
  <path {...common} d={`M${x1} ${y1}H${x2}V${y2}H${x1}Z`} fill={t === types.solid ? toCssColor(c) : 'none'} />
)

const draws: Record<ShapeType, Draw> = { 1: line, 2: line, 3: rect, 4: rect }

export interface ShapeProps {
  shape: Shape
  /** What happens when it is touched. */
  onTouch?: ((event: PointerEvent) => void) | undefined
}

export const ShapeView = ({ shape, onTouch }: ShapeProps) =>
  draws[shape.t](shape, {
    stroke: toCssColor(shape.c),
    'stroke-width': shape.l,
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
    ...(onTouch && { onPointerDown: onTouch, onPointerEnter: onTouch }),
  })

/** A line through points. A single point is a dot. */
function pathOf(points: readonly number[]): string {
  const [x = 0, y = 0, ...rest] = points
  let d = `M${x} ${y}`
  for (let at = 0; at + 1 < rest.length; at += 2) d += `L${rest[at]} ${rest[at + 1]}`
  return rest.length < 2 ? `${d}h0` : d
}
