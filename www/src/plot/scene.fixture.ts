import type { PathShape, Shape, SymbolsShape, TextShape } from './draw/shape.ts'
import { parseLayers } from './grammar/layer.ts'
import type { MarkSpec } from './grammar/spec.ts'
import { tableOfRecords } from './grammar/table.ts'
import type { Look, Measure } from './paint/look.ts'
import { compose, type Scene, type SceneInput } from './scene.ts'

/** A theme in which every colour is easy to recognize. */
export const look: Look = {
  ink: '#111111',
  muted: '#222222',
  grid: '#333333',
  axis: '#444444',
  surface: '#ffffff',
  primary: '#0000ff',
  palette: ['#100000', '#200000', '#300000'],
  font: 'sans-serif',
  resolve: (color) => (color.startsWith('$') ? '#00ff00' : color),
}

/** Every character is six pixels wide. */
export const measure: Measure = (text) => text.length * 6

/** A plot of 400 by 300 pixels. */
export function sceneOf(marks: readonly MarkSpec[], records: readonly Record<string, unknown>[], more: Partial<SceneInput> = {}): Scene {
  const size = { width: 400, height: 300 }
  return compose({ layers: parseLayers({ marks }), table: tableOfRecords(records), size, look, measure, ...more })
}

const isKind =
  <S extends Shape>(kind: S['kind']) =>
  (shape: Shape): shape is S =>
    shape.kind === kind

export const texts = ({ shapes }: Scene): TextShape[] => shapes.filter(isKind<TextShape>('text'))

export const symbols = ({ shapes }: Scene): SymbolsShape[] => shapes.filter(isKind<SymbolsShape>('symbols'))

/** Outlines of marks: those that are kept within the plot. */
export const marksOf = ({ shapes }: Scene): PathShape[] => shapes.filter(isKind<PathShape>('path')).filter(({ clipped }) => clipped)

/** The boxes of cell targets, in whole pixels: left, top, right, bottom. */
export function boxes({ coord, layers }: Scene): number[][] {
  return layers.flatMap(({ drawing }) =>
    drawing.targets.flatMap((target) => {
      if (target.kind !== 'cells') return []
      return target.rows.map((_, place) => {
        const [key0, key1] = [target.key0[place] ?? NaN, target.key1[place] ?? NaN]
        const [value0, value1] = [target.value0[place] ?? NaN, target.value1[place] ?? NaN]
        const xs = [coord.x(key0, value0), coord.x(key1, value1)]
        const ys = [coord.y(key0, value0), coord.y(key1, value1)]
        return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)].map(Math.round)
      })
    }),
  )
}

/** Rows and a layer that many tests draw. */
export const two = [
  { k: 'a', v: 10 },
  { k: 'b', v: 20 },
]
export const bars = { type: 'interval', x: '=k', y: '=v' }
export const four = [
  { k: 'a', c: 'x', v: 10 },
  { k: 'a', c: 'y', v: 30 },
  { k: 'b', c: 'x', v: 20 },
  { k: 'b', c: 'y', v: 20 },
]
