import { expect, test } from 'vitest'
import { brightness, mix, parseHex, textOn, toHex, toHsl } from './color.ts'

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

test('text is black on bright colours and white on dark ones', () => {
  expect(brightness([255, 255, 255])).toBe(255)
  expect(textOn([255, 235, 59])).toBe('#000')
  expect(textOn([63, 81, 181])).toBe('#fff')
})

test('colours have a hue, a saturation and a lightness', () => {
  expect(toHsl([255, 0, 0])).toEqual([0, 100, 50])
  expect(toHsl([0, 255, 0])[0]).toBe(120)
  expect(toHsl([0, 0, 255])[0]).toBe(240)
  expect(toHsl([128, 128, 128])[1]).toBe(0)
})
