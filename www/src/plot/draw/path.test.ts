import { expect, test } from 'vitest'
import { Path } from './path.ts'
import { drawSymbol, isOpen, symbolNames } from './symbol.ts'

test('a path is played as it was written', () => {
  const first = new Path()
  first.moveTo(1, 2)
  first.lineTo(3, 4)
  first.bezierCurveTo(1, 2, 3, 4, 5, 6)
  first.quadraticCurveTo(1, 2, 3, 4)
  first.arc(0, 0, 5, 0, 1, true)
  first.rect(0, 0, 1, 1)
  first.closePath()
  const second = new Path()
  first.play(second)
  expect(second.toString()).toBe('M1,2L3,4C1,2,3,4,5,6Q1,2,3,4A0,0,5,0,1,1R0,0,1,1Z')
  expect(second.toString()).toBe(first.toString())
})

test('a radius below zero is none', () => {
  const path = new Path()
  path.arc(0, 0, -1e-12, 0, 1)
  expect(path.toString()).toBe('A0,0,0,0,1,0')
})

test.each(symbolNames)('a %s is drawn around its place', (symbol) => {
  const path = new Path()
  drawSymbol(path, symbol, 100, 100, 10)
  expect(path.isEmpty).toBe(false)
  expect(isOpen(symbol)).toBe(['cross', 'plus', 'tick', 'hyphen', 'line'].includes(symbol))
})

const zigzag = (lines: number): Path => {
  const path = new Path()
  path.moveTo(0, 0)
  for (let x = 1; x <= lines; x++) path.lineTo(x, x % 2)
  return path
}

test('a long line comes in pieces, each of which begins where the last one ended', () => {
  expect(zigzag(5).pieces(2)?.map(String)).toEqual(['M0,0L1,1L2,0', 'M2,0L3,1L4,0', 'M4,0L5,1'])
})

test('a gap in a long line stays a gap', () => {
  const path = zigzag(2)
  path.moveTo(9, 9)
  path.lineTo(10, 10)
  expect(path.pieces(2)?.map(String)).toEqual(['M0,0L1,1L2,0', 'M9,9L10,10'])
})

test('short lines and curves stay whole', () => {
  expect(zigzag(2).pieces(2)).toBeUndefined()
  const path = zigzag(5)
  path.quadraticCurveTo(1, 2, 3, 4)
  expect(path.pieces(2)).toBeUndefined()
})
