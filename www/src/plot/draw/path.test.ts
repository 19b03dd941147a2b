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
