import { expect, test } from 'vitest'
import { shapeScale, symbolOf } from './shape.ts'

test('categories get the symbols of the range in turn', () => {
  const scale = shapeScale(['x', 'y', 'z'], 'square plus')
  expect(['x', 'y', 'z'].map((value) => scale.at(value))).toEqual(['square', 'plus', 'square'])
})

test('names that nobody knows are passed over', () => {
  expect(shapeScale(['x', 'y'], 'blob diamond').at('x')).toBe('diamond')
  expect(shapeScale(['x', 'y'], 'blob').at('y')).toBe('square')
  expect(symbolOf('blob')).toBe('circle')
  expect(symbolOf('bowtie')).toBe('bowtie')
})
