import type { Box } from '../draw/shape.ts'
import type { Coord } from './coord.ts'

const turns = 3
const turn = 2 * Math.PI
const start = -Math.PI / 2
/** How much of the distance between two turns the marks may take. */
const thickness = 0.85
/** An arc of a spiral is drawn as straight pieces, so many for each turn. */
const piecesPerTurn = 72

/** The key along a spiral that runs outwards; the value across it. */
export function helix(box: Box): Coord {
  const pitch = Math.max(0, Math.min(box.width, box.height) / 2) / (turns + 0.25 + thickness)
  const cx = box.x + box.width / 2
  const cy = box.y + box.height / 2
  const angleOf = (key: number): number => start + key * turns * turn
  const radiusOf = (key: number, value: number): number => Math.max(0, pitch * (0.25 + key * turns + value * thickness))
  const x = (key: number, value: number): number => cx + radiusOf(key, value) * Math.cos(angleOf(key))
  const y = (key: number, value: number): number => cy + radiusOf(key, value) * Math.sin(angleOf(key))
  return {
    isRect: false,
    isSwapped: false,
    isClosed: false,
    box,
    x,
    y,
    cell(path, { key0, key1, value0, value1 }) {
      const pieces = Math.max(1, Math.ceil(Math.abs(key1 - key0) * turns * piecesPerTurn))
      const keyAt = (piece: number): number => key0 + ((key1 - key0) * piece) / pieces
      path.moveTo(x(key0, value0), y(key0, value0))
      for (let piece = 1; piece <= pieces; piece++) path.lineTo(x(keyAt(piece), value0), y(keyAt(piece), value0))
      for (let piece = pieces; piece >= 0; piece--) path.lineTo(x(keyAt(piece), value1), y(keyAt(piece), value1))
      path.closePath()
    },
    unitsAt(px, py) {
      const angle = (Math.atan2(py - cy, px - cx) - start) / turn
      const around = angle - Math.floor(angle)
      const radius = Math.hypot(px - cx, py - cy) / (pitch || 1)
      // Of the places at that angle, one on each turn, the outermost that begins within the radius.
      const whole = Math.max(0, Math.floor(radius - 0.25 - around))
      const key = (around + whole) / turns
      return [key, (radius - 0.25 - key * turns) / thickness]
    },
  }
}
