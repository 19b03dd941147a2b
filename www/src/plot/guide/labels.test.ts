import { expect, test } from 'vitest'
import type { MarkSpec } from '../grammar/spec.ts'
import { measure, sceneOf, texts } from '../scene.fixture.ts'
import { outerBox } from './labels.ts'

const rows = [
  { k: 'a', v: 10, n: 'ten' },
  { k: 'b', v: 20, n: 'twenty' },
]
const labels = (spec: MarkSpec, records: Record<string, unknown>[] = rows) =>
  texts(sceneOf([{ type: 'interval', x: '=k', y: '=v', label: '=n', ...spec }], records)).filter(({ style }) => style.fill !== '#222222')

test('the labels of bars stand upon them', () => {
  expect(labels({}).map(({ text, x, y, align, baseline }) => [text, x, y, align, baseline])).toEqual([
    ['ten', 112, 144.5, 'center', 'bottom'],
    ['twenty', 296, 15, 'center', 'bottom'],
  ])
})

test('each label is printed once, although it is looked at twice', () => {
  let printed = 0
  const name = { toString: () => `ten ${++printed}` }
  expect(labels({}, [{ k: 'a', v: 10, n: name }, { k: 'b', v: 20, n: name }]).map(({ text }) => text)).toEqual(['ten 1', 'ten 1'])
})

test('the label of the highest mark is not cut', () => {
  for (const spec of [{}, { label_font_size: 40 }, { label_rotation: '90' }, { x: '=v', y: '=k' }, { x: '=v', y: '=k', label_font_size: 30 }]) {
    const box = outerBox(labels(spec)[1] ?? never(), measure)
    expect([box.x >= 0, box.y > -1e-6, box.x + box.width <= 400 + 1e-6, box.y + box.height <= 300]).toEqual([true, true, true, true])
  }
})

const never = (): never => {
  throw new Error('expected a label')
}

test('at the foot of a bar a label stands inside, where the names of the axis are not', () => {
  const [upright] = labels({ label_position: 'bottom', color: '#000080' })
  expect([upright?.y, upright?.baseline, upright?.style.fill]).toEqual([274, 'bottom', '#fff'])
  const [level] = labels({ x: '=v', y: '=k', label_position: 'left' })
  expect(level?.align).toBe('left')
  expect((level?.x ?? 0) - sceneOf([{ type: 'interval', x: '=v', y: '=k' }], rows).coord.box.x).toBe(4)
})

test('upon what is not filled a label is set off by the colour of the card', () => {
  expect(labels({})[0]?.style).toMatchObject({ stroke: '#ffffff', strokeSize: 3 })
  expect(labels({ label_position: 'middle' })[0]?.style.stroke).toBeUndefined()
})

test('a label of several lines is as high as they are', () => {
  const label = labels({ label_line_height: 30 }, [{ k: 'a', v: 1, n: 'one\ntwo' }])[0] ?? never()
  expect([label.lineHeight, outerBox(label, measure).height, outerBox(label, measure).width]).toEqual([30, 12 * 1.2 + 30, 18])
})

test('the labels of bars that lie on their side stand behind them', () => {
  const [first] = labels({ x: '=v', y: '=k' })
  expect([first?.align, first?.baseline]).toEqual(['left', 'middle'])
})

test('a label in the middle of a bar can be read upon its colour', () => {
  const [first] = labels({ label_position: 'middle', color: '#000080' })
  expect([first?.y, first?.style.fill]).toEqual([211, '#fff'])
})

test('labels are styled as the author says', () => {
  const [first] = labels({ label_position: 'bottom', label_offset: 6, label_offset_x: 3, label_rotation: '-90', label_font_size: 20, label_font_weight: 'bold', label_align: 'start', label_fill_color: 'red', label_stroke_color: 'blue' })
  expect(first).toMatchObject({ x: 115, y: 268, rotation: -90, size: 20, weight: 'bold', align: 'left', style: { fill: 'red', stroke: 'blue', strokeSize: 1 } })
})

test('numbers are printed as the field says', () => {
  expect(labels({ label: '={{intl v minimum_fraction_digits=2}}' }).map(({ text }) => text)).toEqual(['10.00', '20.00'])
  expect(labels({ label: '=v' }, [{ k: 'a', v: 0.1 + 0.2 }]).map(({ text }) => text)).toEqual(['0.3'])
})

const crowd = Array.from({ length: 50 }, (_, k) => ({ k, v: 1, n: `label ${k}` }))

test('of labels that would overlap only the first is shown', () => {
  expect(labels({}, crowd).length).toBeLessThan(20)
})

test('overlapping labels are shown when the author wants them', () => {
  expect(labels({ label_overlap: 'overlap' }, crowd)).toHaveLength(50)
})

test('labels are kept within the plot when the author wants it', () => {
  const spec = { label_overlap: 'constrain', label_offset_y: -50 }
  const [, second] = labels(spec)
  expect(outerBox(second ?? never(), measure).y).toBe(sceneOf([{ type: 'interval', x: '=k', y: '=v', label: '=n', ...spec }], rows).coord.box.y)
})

test('rows without a label have none', () => {
  expect(labels({}, [{ k: 'a', v: 1, n: null }])).toEqual([])
})

test('a turned label is as wide as it is high', () => {
  const box = outerBox({ kind: 'text', text: 'four', x: 50, y: 50, align: 'center', baseline: 'middle', rotation: 90, size: 10, style: {} }, measure)
  expect([box.x, box.y, box.width, box.height].map(Math.round)).toEqual([44, 38, 12, 24])
})
