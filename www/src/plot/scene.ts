import { planAxes, scaleOf, type Plan, type ScaleInput } from './axes.ts'
import { coordOf, isRectName, type Coord } from './coord/coord.ts'
import type { Shape } from './draw/shape.ts'
import { columnOf, encode, paletteOf, stacksOf, type Palette } from './encode.ts'
import { boundPositions, type GeometryLayer, type Layer } from './grammar/layer.ts'
import { filterTable, type Table } from './grammar/table.ts'
import { drawAnnotation } from './guide/annotation.ts'
import { headRoom, type HeadRoom } from './guide/head_room.ts'
import { drawLabels, labelTexts, type LabelTexts } from './guide/labels.ts'
import { legendsOf, type Legend } from './guide/legend.ts'
import { drawRect, layOutRect, type Side } from './guide/rect_axes.ts'
import { drawRoundGrid, drawRoundLabels, layOutRound } from './guide/round_axes.ts'
import { tickCountFor } from './guide/tick_fit.ts'
import type { Drawing, Encoding } from './marks/encoding.ts'
import { marks } from './marks/table.ts'
import type { Look, Measure } from './paint/look.ts'
import { wholeAxis, type PositionScale, type Span } from './scale/position.ts'

/** Everything that decides what a plot looks like. */
export interface SceneInput {
  readonly layers: readonly Layer[]
  readonly table: Table
  /** In pixels. */
  readonly size: { readonly width: number; readonly height: number }
  readonly look: Look
  readonly measure: Measure
  /** Categories that a reader has switched off, by field. */
  readonly hidden?: ReadonlyMap<string, ReadonlySet<unknown>>
  /** The part of the plot that a reader has zoomed into: across the screen, and up. */
  readonly view?: { readonly across: Span; readonly up: Span }
}

/** A layer of marks as it stands on screen. */
export interface DrawnLayer {
  readonly encoding: Encoding
  readonly drawing: Drawing
}

/** A plot as it stands on screen: shapes to paint in order, and what a pointer can meet. */
export interface Scene {
  readonly size: SceneInput['size']
  readonly shapes: readonly Shape[]
  readonly coord: Coord
  readonly plan: Plan
  readonly key: PositionScale
  readonly value: PositionScale
  readonly layers: readonly DrawnLayer[]
  readonly legends: readonly Legend[]
  /** The rows in view, and the index of each of them among all rows. */
  readonly table: Table
  readonly origin: readonly number[]
}

/** Turns a plot and its data into shapes on screen. */
export function compose(input: SceneInput): Scene {
  const { layers, look } = input
  const geometry = layers.filter(isGeometry)
  const palettes = new Map(geometry.map((layer) => [layer.spec, paletteOf(layer, input.table, look)]))
  const palette = (layer: GeometryLayer): Palette => palettes.get(layer.spec) ?? nothingBound
  const { table, origin } = filterTable(input.table, isShown(geometry, input))
  const plan = planAxes(layers, table)
  const stacks = stacksOf(plan, table)
  const [key, value] = zoomed(plan, input, scalesOf(plan, input, { table, stacks }))
  const shown = plan.layers.filter(isGeometry)
  const texts = new Map(shown.map((layer) => [layer, labelTexts(layer, table)]))
  const textsOf = (layer: GeometryLayer): LabelTexts | undefined => texts.get(layer)
  const ground = layOut(plan, { key, value, input, beyond: headRoom(shown, { ...input, textsOf, isTransposed: plan.isTransposed, palette }) })
  const surroundings = { table, coord: ground.coord, look, key, value }
  const drawn = plan.layers.map((layer) =>
    layer.kind === 'annotation'
      ? drawAnnotation(layer, surroundings)
      : drawLayer(encode(layer, { ...surroundings, palette: palette(layer), stack: stacks.get(layer) })),
  )
  const drawnLayers = drawn.filter((layer) => 'encoding' in layer)
  return {
    size: input.size,
    shapes: [
      ...ground.under,
      ...drawn.flatMap((layer) => ('encoding' in layer ? [] : layer.under)),
      ...drawn.flatMap((layer) => ('encoding' in layer ? layer.drawing.shapes : layer.over)),
      ...ground.over,
      ...drawnLayers.flatMap((layer) => labelsOf(layer, textsOf(layer.encoding.layer), input.measure)),
    ],
    coord: ground.coord,
    plan,
    key,
    value,
    layers: drawnLayers,
    legends: legendsOf(geometry, palette, look),
    table,
    origin,
  }
}

const nothingBound: Palette = { color: undefined, shape: undefined, size: undefined }

const isGeometry = (layer: Layer): layer is GeometryLayer => layer.kind === 'geometry'

const drawLayer = (encoding: Encoding): DrawnLayer => ({ encoding, drawing: marks[encoding.layer.geometry](encoding) })

/** Is a row shown? Not if its colour or its symbol belongs to a category that a reader has switched off. Undefined when all are. */
function isShown(layers: readonly GeometryLayer[], { table, hidden }: SceneInput): ((row: number) => boolean) | undefined {
  const tests = layers.flatMap(({ color, shape }) => [color, shape]).flatMap((channel) => {
    const column = columnOf(channel, table)
    const off = channel?.kind === 'field' ? hidden?.get(channel.field) : undefined
    return column && off?.size ? [{ column, off }] : []
  })
  return tests.length ? (row) => tests.every(({ column, off }) => !off.has(column[row])) : undefined
}

type Scales = readonly [key: PositionScale, value: PositionScale]

/** Room that axes need apart from the marks, in pixels, as far as it is known before they are laid out. */
const usualMargin = { level: 60, upright: 40 }

function scalesOf(plan: Plan, { size }: SceneInput, data: Pick<ScaleInput, 'table' | 'stacks'>): Scales {
  const isRect = isRectName(plan.coord)
  const level = tickCountFor(size.width - usualMargin.level, 'level')
  const upright = isRect ? tickCountFor(size.height - usualMargin.upright, 'upright') : roundTickCount
  const [forKey, forValue] = plan.isTransposed ? [upright, level] : [level, upright]
  return [scaleOf(plan, plan.key, { ...data, tickCount: forKey }), scaleOf(plan, plan.value, { ...data, tickCount: forValue })]
}

const roundTickCount = 4

function zoomed(plan: Plan, { view }: SceneInput, [key, value]: Scales): Scales {
  if (!view || !isRectName(plan.coord)) return [key, value]
  const [alongKey, alongValue] = plan.isTransposed ? [view.up, view.across] : [view.across, view.up]
  return [alongKey === wholeAxis ? key : key.zoom(alongKey), alongValue === wholeAxis ? value : value.zoom(alongValue)]
}

interface Grounds {
  readonly key: PositionScale
  readonly value: PositionScale
  readonly input: SceneInput
  readonly beyond: HeadRoom
}

/** Axes, and the coordinates that are left for the marks. */
interface Ground {
  readonly coord: Coord
  readonly under: readonly Shape[]
  readonly over: readonly Shape[]
}

function layOut(plan: Plan, grounds: Grounds): Ground {
  return isRectName(plan.coord) ? layOutStraight(plan, grounds) : layOutAround(plan, grounds)
}

function layOutStraight(plan: Plan, { key, value, input, beyond }: Grounds): Ground {
  const keySide: Side = { scale: key, title: plan.key.title, isBound: isBound(plan, 'key'), isKey: true }
  const valueSide: Side = { scale: value, title: plan.value.title, isBound: isBound(plan, 'value'), isKey: false }
  const sides = plan.isTransposed ? { level: valueSide, upright: keySide } : { level: keySide, upright: valueSide }
  const axes = layOutRect(sides, input.size, input.measure, beyond)
  const coord = coordOf('rect', axes.box, { isSwapped: plan.isTransposed })
  return { coord, under: drawRect(sides, axes, input.look), over: [] }
}

function layOutAround(plan: Plan, { key, value, input }: Grounds): Ground {
  const { size, look, measure } = input
  const isSwapped = (plan.coord === 'theta') !== plan.isTransposed
  const hasRings = isSwapped && isBound(plan, 'key') && key.step < 1
  const isPie = isSwapped && !hasRings
  const shown = plan.coord !== 'helix' && !isPie
  const [around, outwards] = isSwapped ? [value, key] : [key, value]
  const axes = layOutRound({ around: shown ? around : undefined, outwards: shown ? outwards : undefined }, size, measure)
  // The first of the names around a circle stands at the top.
  const turned = !isSwapped && key.kind === 'discrete' ? -key.step / 2 : 0
  const coord = coordOf(plan.coord, axes.box, { isSwapped: plan.isTransposed, hole: hasRings ? ringHole : 0, turned })
  return { coord, under: drawRoundGrid(axes, coord, look), over: drawRoundLabels(axes, coord, look) }
}

/** How much of the middle stays empty where rings lie around one another. */
const ringHole = 0.15

const isBound = ({ layers }: Plan, dimension: 'key' | 'value'): boolean =>
  layers.some((layer) => layer.kind === 'geometry' && boundPositions(layer[dimension]).length > 0)

const labelsOf = ({ encoding, drawing }: DrawnLayer, texts: LabelTexts | undefined, measure: Measure): Shape[] =>
  texts ? drawLabels(encoding, drawing.spots, texts.of, measure) : []

