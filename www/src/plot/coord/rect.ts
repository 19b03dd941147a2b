import type { Box } from '../draw/shape.ts'
import type { Coord, CoordOptions } from './coord.ts'

/** The key to the right and the value upwards; the other way round when swapped. */
export function rect(box: Box, { isSwapped }: CoordOptions): Coord {
  const across = (unit: number): number => box.x + unit * box.width
  const up = (unit: number): number => box.y + box.height - unit * box.height
  const x = isSwapped ? (_: number, value: number) => across(value) : (key: number) => across(key)
  const y = isSwapped ? (key: number) => up(key) : (_: number, value: number) => up(value)
  return {
    isRect: true,
    isSwapped,
    isClosed: false,
    box,
    x,
    y,
    cell(path, { key0, key1, value0, value1 }) {
      const [left, right] = ordered(x(key0, value0), x(key1, value1))
      const [top, bottom] = ordered(y(key0, value0), y(key1, value1))
      path.rect(left, top, right - left, bottom - top)
    },
    unitsAt(px, py) {
      const horizontal = (px - box.x) / box.width
      const vertical = (box.y + box.height - py) / box.height
      return isSwapped ? [vertical, horizontal] : [horizontal, vertical]
    },
  }
}

const ordered = (a: number, b: number): readonly [number, number] => (a < b ? [a, b] : [b, a])
