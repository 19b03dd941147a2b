import type { Palette } from '../encode.ts'
import { literalOf } from '../grammar/channel.ts'
import type { GeometryLayer } from '../grammar/layer.ts'
import type { Look, Measure } from '../paint/look.ts'
import { numberOf } from '../scale/cell.ts'
import { labelText, outerBox, placeAround, positionOf, type LabelTexts } from './labels.ts'

/** Room that is needed beyond the box of the marks, in pixels. */
export interface HeadRoom {
  readonly top: number
  readonly right: number
}

export interface HeadRoomInput {
  readonly textsOf: (layer: GeometryLayer) => LabelTexts | undefined
  readonly isTransposed: boolean
  readonly look: Look
  readonly measure: Measure
  readonly palette: (layer: GeometryLayer) => Palette
}

/** The labels of marks that end where the plot ends, and points that lie there, are not to be cut. */
export function headRoom(layers: readonly GeometryLayer[], input: HeadRoomInput): HeadRoom {
  const rooms = layers.flatMap((layer) => [labelRoom(layer, input), pointRoom(layer, input)])
  return {
    top: Math.ceil(Math.max(0, ...rooms.map(({ top }) => top))),
    right: Math.ceil(Math.max(0, ...rooms.map(({ right }) => right))),
  }
}

const none: HeadRoom = { top: 0, right: 0 }

/** Around a mark of no size, in the outermost corner. */
const corner = { x: 0, y: 0, width: 0, height: 0 }

function labelRoom(layer: GeometryLayer, { textsOf, isTransposed, look, measure }: HeadRoomInput): HeadRoom {
  const texts = textsOf(layer)
  if (!texts) return none
  const position = positionOf(layer, { isRect: true, isSwapped: isTransposed })
  if (position !== 'top' && position !== 'right') return none
  const place = placeAround(corner, position, layer.spec)
  let [top, right] = [0, 0]
  for (const text of texts.distinct()) {
    const box = outerBox(labelText(layer.spec, text, place, look), measure)
    top = Math.max(top, -box.y)
    right = Math.max(right, box.x + box.width)
  }
  return position === 'top' ? { top, right: 0 } : { top: 0, right }
}

function pointRoom(layer: GeometryLayer, { palette }: HeadRoomInput): HeadRoom {
  if (layer.geometry !== 'point') return none
  const radius = palette(layer).size?.range[1] ?? numberOf(literalOf(layer.size))
  const room = radius > 0 ? radius + 1 : 0
  return { top: room, right: room }
}
