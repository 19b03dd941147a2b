import type { Box } from '../draw/shape.ts'
import type { Coord, CoordOptions } from './coord.ts'

const turn = 2 * Math.PI
/** Angles count clockwise from the top. */
const top = -Math.PI / 2
/** Arcs drawn closer to a whole turn than this would vanish. */
const almostWhole = 1 - 1e-9

/** The key around and the value outwards; the other way round when swapped. */
export function polar(box: Box, { isSwapped, hole = 0, turned = 0 }: CoordOptions): Coord {
  const radius = Math.max(0, Math.min(box.width, box.height) / 2)
  const inner = radius * hole
  const cx = box.x + box.width / 2
  const cy = box.y + box.height / 2
  const start = top + turned * turn
  const angleOf = (unit: number): number => start + unit * turn
  const radiusOf = (unit: number): number => Math.max(0, inner + unit * (radius - inner))
  const x = (around: number, outwards: number): number => cx + radiusOf(outwards) * Math.cos(angleOf(around))
  const y = (around: number, outwards: number): number => cy + radiusOf(outwards) * Math.sin(angleOf(around))
  return {
    isRect: false,
    isSwapped,
    isClosed: true,
    box,
    x: isSwapped ? (key, value) => x(value, key) : x,
    y: isSwapped ? (key, value) => y(value, key) : y,
    cell(path, { key0, key1, value0, value1 }) {
      const [around0, around1, out0, out1] = isSwapped ? [value0, value1, key0, key1] : [key0, key1, value0, value1]
      const [from, to] = [angleOf(Math.min(around0, around1)), angleOf(Math.max(around0, around1))]
      const [near, far] = [radiusOf(Math.min(out0, out1)), radiusOf(Math.max(out0, out1))]
      const end = from + Math.min(to - from, turn * almostWhole)
      path.moveTo(cx + far * Math.cos(from), cy + far * Math.sin(from))
      path.arc(cx, cy, far, from, end)
      if (near > 0) path.arc(cx, cy, near, end, from, true)
      else path.lineTo(cx, cy)
      path.closePath()
    },
    unitsAt(px, py) {
      const turns = (Math.atan2(py - cy, px - cx) - start) / turn
      const around = turns - Math.floor(turns)
      const outwards = (Math.hypot(px - cx, py - cy) - inner) / (radius - inner || 1)
      return isSwapped ? [outwards, around] : [around, outwards]
    },
  }
}
