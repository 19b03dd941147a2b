import { expect, test } from 'vitest'
import { brightness, mix, parseHex, toHex, toHsl } from './color.ts'

test('hexadecimal colours are read, short and long; others are not', () => {
  expect(parseHex('#0f8')).toEqual([0, 255, 136])
  expect(parseHex('#3F51b5')).toEqual([63, 81, 181])
  expect(parseHex('red')).toBeUndefined()
  expect(parseHex('#12345')).toBeUndefined()
})

test('colours are written and mixed', () => {
  expect(toHex([63, 81, 181])).toBe('#3f51b5')
  expect(toHex(mix([0, 0, 0], [255, 255, 255], 0.5))).toBe('#808080')
})

test('colours appear bright or dark', () => {
  expect(brightness([255, 255, 255])).toBe(255)
  expect(brightness([0, 0, 255])).toBeLessThan(brightness([0, 255, 0]))
})

test('colours have a hue, a saturation and a lightness', () => {
  expect(toHsl([255, 0, 0])).toEqual([0, 100, 50])
  expect(toHsl([0, 255, 0])[0]).toBe(120)
  expect(toHsl([0, 0, 255])[0]).toBe(240)
  expect(toHsl([128, 128, 128])[1]).toBe(0)
})
