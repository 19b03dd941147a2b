import { expect, test } from 'vitest'
import { emphasize } from './emphasis.ts'
import { hoverAt } from './hit.ts'
import { look, sceneOf } from '../scene.fixture.ts'
import { summarize } from './summary.ts'
import { sentenceOf, tooltipOf } from './tooltip.ts'

const scene = sceneOf([{ type: 'line', x: '=t', x_scale: 'time', y: '={{intl v minimum_fraction_digits=1}}', color: '=c' }], [
  { t: '2020-01-01', c: 'x', v: 1, extra: null },
  { t: '2020-01-02', c: 'x', v: 2, extra: { a: 1 } },
  { t: '2020-01-01', c: 'y', v: 0.1 + 0.2, extra: 'e' },
])
const hover = hoverAt(scene, 40, 50) ?? { rows: [], x: 0, y: 0 }

test('a tooltip has the key as its title and lists all other fields', () => {
  expect(tooltipOf(scene, hover)).toEqual({
    title: '2020-01-01',
    fields: ['c', 'v', 'extra'],
    rows: [
      { color: '#100000', cells: ['x', '1.0', ''] },
      { color: '#200000', cells: ['y', '0.3', 'e'] },
    ],
    omitted: 0,
  })
})

test('a tooltip of a single mark lists all fields', () => {
  const tooltip = tooltipOf(scene, { rows: [1], x: 0, y: 0 })
  expect([tooltip.title, tooltip.fields, tooltip.rows[0]?.cells]).toEqual([undefined, ['t', 'c', 'v', 'extra'], ['2020-01-02', 'x', '2.0', '{"a":1}']])
})

test('a tooltip does not list more rows than can be read', () => {
  const many = sceneOf([{ type: 'line', x: '=t', y: '=v', color: '=c' }], Array.from({ length: 20 }, (_, c) => ({ t: 0, c: `c${c}`, v: c })))
  const tooltip = tooltipOf(many, hoverAt(many, 50, 50) ?? hover)
  expect([tooltip.rows.length, tooltip.omitted]).toEqual([12, 8])
  expect(sentenceOf(tooltip)).toMatch(/^0; c c0, v 0; .*; and 8 more$/)
})

test('a plot is told in a sentence and as a table', () => {
  expect(summarize(scene)).toMatchObject({ sentence: 'line chart of t, c, v, extra: 3 rows', rows: { length: 3 } })
  const many = sceneOf([{ type: 'point', x: '=a', y: '=a' }, { type: 'line', x: '=a', y: '=a' }], Array.from({ length: 99 }, (_, a) => ({ a })))
  expect(summarize(many)).toMatchObject({ sentence: 'point and line chart of a: 99 rows, the first 50 of them below', rows: { length: 50 } })
  expect(summarize(sceneOf([], [])).sentence).toBe('empty chart: 0 rows')
})

test('what is pointed at is drawn once more, with a line through its key', () => {
  const [crosshair, ...dots] = emphasize(scene, { hover, selected: new Set() }, look)
  expect(crosshair?.kind === 'path' && crosshair.style.dash).toEqual([3, 3])
  expect(dots.map((dot) => dot.kind === 'symbols' && dot.style.fill)).toEqual(['#100000', '#200000'])
})

test('what is selected stays outlined', () => {
  const bars = sceneOf([{ type: 'interval', x: '=k', y: '=v' }], [{ k: 'a', v: 20 }, { k: 'b', v: 10 }])
  const [outline] = emphasize(bars, { selected: new Set([0]) }, look)
  expect(outline?.kind === 'path' && outline.path.toString()).toBe('R80,10,64,268')
  expect(emphasize(bars, { selected: new Set() }, look)).toEqual([])
})
