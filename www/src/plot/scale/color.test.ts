import { expect, test } from 'vitest'
import { look } from '../scene.fixture.ts'
import { colorRamp, colorScale, contrasting, mixer, rgbOf } from './color.ts'

test('categories get the colours of the theme in turn', () => {
  const scale = colorScale(['x', 'y', 'x', null, 'z', 'w'], {}, look)
  expect(['x', 'y', 'z', 'w'].map((value) => scale.at(value))).toEqual(['#100000', '#200000', '#300000', '#100000'])
})

test('a range replaces the colours of the theme', () => {
  const scale = colorScale(['x', 'y'], { range: ' red $green ' }, look)
  expect([scale.at('x'), scale.at('y')]).toEqual(['red', '#00ff00'])
})

test('a domain of the same length says which colour is whose', () => {
  const scale = colorScale(['x', 'y'], { range: 'red blue', domain: ['y', 'x'] }, look)
  expect([scale.at('x'), scale.at('y'), scale.at('other')]).toEqual(['blue', 'red', 'red'])
})

test('a domain of another length is passed over', () => {
  expect(colorScale(['x', 'y'], { range: 'red blue', domain: ['y'] }, look).at('x')).toBe('red')
})

test('numbers get a gradient', () => {
  const scale = colorScale([10, null, 20], { range: '#000000 #ff0000' }, look)
  expect([10, 15, 20, 99].map((value) => scale.at(value))).toEqual(['#000000', '#800000', '#ff0000', '#ff0000'])
})

test('without a range the gradient leads to the primary colour', () => {
  const scale = colorScale([0, 1], {}, look)
  expect([scale.at(0), scale.at(1)]).toEqual(['#d9d9ff', '#0000ff'])
})

test('one value alone has a colour', () => {
  expect(colorScale([5, 5], { range: '#000000 #ff0000' }, look).at(5)).toBe('#000000')
})

test('colours are mixed between many', () => {
  const mixed = mixer(['#000000', '#ff0000', '#ffffff'])
  expect([0, 0.25, 0.5, 1, -1, 2].map(mixed)).toEqual(['#000000', '#800000', '#ff0000', '#ffffff', '#000000', '#ffffff'])
})

test('a heat map of one colour gets the usual ones', () => {
  expect(colorRamp('red', look)).toHaveLength(5)
  expect(colorRamp('red blue', look)).toEqual(['red', 'blue'])
})

test('text is black on light colours and white on dark ones', () => {
  expect([contrasting('#ffff00'), contrasting('#000080'), contrasting('rgba(250, 250, 250, 0.5)')]).toEqual(['#000', '#fff', '#000'])
})

test('the parts of a colour are read however it is written', () => {
  expect([rgbOf('#0102ff'), rgbOf('rgba(1, 2, 3, 0.5)'), rgbOf('nonsense')]).toEqual([[1, 2, 255], [1, 2, 3], [0, 0, 0]])
})
