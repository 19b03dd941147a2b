import { expect, test } from 'vitest'
import { rangeOf, spark, type SparkInput } from './spark.ts'

const input = (values: number[], more: Partial<SparkInput> = {}): SparkInput => ({
  values: Float64Array.from(values),
  categories: values.map((_, place) => place),
  type: undefined,
  curve: undefined,
  zero: undefined,
  ...more,
})

test('an area fills the box from its lowest to its highest value', () => {
  expect(spark(input([0, 10, 5]))).toEqual({ stroke: 'M0,100L200,0L400,50', fill: 'M0,100L200,0L400,50L400,100L200,100L0,100Z' })
})

test('the zero value is part of the picture, and what areas stand upon', () => {
  expect(spark(input([5, 10], { zero: 0 }))).toEqual({ stroke: 'M0,50L400,0', fill: 'M0,50L400,0L400,100L0,100Z' })
  expect(spark(input([-10, 10], { zero: 0 })).fill).toBe('M0,100L400,0L400,50L0,50Z')
})

test('curves go in steps where the card says so', () => {
  expect(spark(input([0, 10], { curve: 'step-after' })).stroke).toBe('M0,100L400,100L400,0')
})

test('a single value is a level line', () => {
  expect(spark(input([7])).stroke).toBe('M0,50H400')
})

test('values that are all the same lie in the middle', () => {
  expect(spark(input([7, 7])).stroke).toBe('M0,50L400,50')
})

test('missing values leave a gap', () => {
  expect(spark(input([0, 10, NaN, 10, 0])).stroke.match(/M/g)).toHaveLength(2)
})

test('without values there is nothing to draw', () => {
  expect(spark(input([]))).toEqual({ fill: '', stroke: '' })
  expect(spark(input([NaN]))).toEqual({ fill: '', stroke: '' })
  expect(rangeOf(input([NaN]))).toBeUndefined()
})

test('bars stand on the zero value, one for each category', () => {
  expect(spark(input([10, 20], { type: 'interval', zero: 0 }))).toEqual({ fill: 'M40.0,100.0V50.0h120.0V100.0ZM240.0,100.0V0.0h120.0V100.0Z', stroke: '' })
})

test('bars of the same category stand in the same place', () => {
  const { fill } = spark(input([10, 20], { type: 'interval', zero: 0, categories: ['a', 'a'] }))
  expect(fill.match(/M80\.0/g)).toHaveLength(2)
})

test('bars below the zero value hang down from it, and bars of nothing are still seen', () => {
  expect(spark(input([-10, 10, 0], { type: 'interval', zero: 0 })).fill).toBe('M26.7,50.0V100.0h80.0V50.0ZM160.0,50.0V0.0h80.0V50.0ZM293.3,50.0V49.0h80.0V50.0Z')
})

test('ten thousand values make a short path', () => {
  expect(spark(input(Array.from({ length: 10_000 }, (_, place) => Math.sin(place)))).stroke.length).toBeLessThan(25_000)
})
