import { expect, test } from 'vitest'
import { discreteScale } from './discrete.ts'

test('each category stands in the middle of its share', () => {
  const axis = discreteScale(['a', 'b', 'c', 'd'], {})
  expect(['a', 'b', 'd'].map((value) => axis.at(value))).toEqual([0.125, 0.375, 0.875])
  expect([axis.step, axis.at('z'), axis.at(null)]).toEqual([0.25, NaN, NaN])
})

test('all categories are labelled', () => {
  expect(discreteScale(['a', 7, false], { format: (value) => `<${String(value)}>` }).ticks().map(({ label }) => label)).toEqual(['<a>', '<7>', '<false>'])
})

test('times as categories come in order, by day', () => {
  const axis = discreteScale(['2020-03-01', '2020-01-01'], { scale: 'time-category' })
  expect(axis.ticks().map(({ label }) => label)).toEqual(['2020-01-01', '2020-03-01'])
})

test('zooming shows some of the categories', () => {
  const axis = discreteScale(['a', 'b', 'c', 'd'], {}).zoom([0.25, 0.75])
  expect([axis.at('b'), axis.at('c'), axis.step]).toEqual([0.25, 0.75, 0.5])
  expect(axis.ticks().map(({ value }) => value)).toEqual(['b', 'c'])
})
