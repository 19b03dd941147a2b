import { expect, test } from 'vitest'
import { toHex } from '../../theme/color.ts'
import { fromRgb, parseColor, toRgb, toText } from './hsv.ts'

test('a colour comes back as it went', () => {
  for (const color of ['#0a6699', '#ffffff', '#000000', '#ff0000', '#00ff80', '#7f00ff', '#fffe01'])
    expect(toHex(toRgb(parseColor(color)!))).toBe(color)
})

test('a grey keeps the hue that was picked', () => {
  expect(fromRgb([128, 128, 128], 1, 200).hue).toBe(200)
  expect(parseColor('#888', 200)?.hue).toBe(200)
})

test('what can be seen through is told otherwise', () => {
  expect(toText({ ...parseColor('#ff0000')!, alpha: 0.5 })).toBe('rgba(255,0,0,0.5)')
  expect(toText(parseColor('rgba(255, 0, 0, 0.25)')!)).toBe('rgba(255,0,0,0.25)')
  expect(toText(parseColor('rgb(1 2 3)')!)).toBe('#010203')
})

test('other ways to write a colour are not read', () => {
  expect(['red', '$red', 'rgba(a,b,c)', '', null].map((text) => parseColor(text))).toEqual(Array(5).fill(undefined))
})
