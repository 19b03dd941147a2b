import { expect, test } from 'vitest'
import { contrast, mostReadable, readable, readableContrast, textOn } from './contrast.ts'
import { parseHex, type Rgb } from './color.ts'
import { derivePalette } from './derive.ts'
import { defaultPalette, type Palette } from './palette.ts'
import { builtInPalette } from './themes.ts'
import { variablesOf } from './variables.ts'

const names = 'default neon h2o-dark one-dark-pro monokai nord winter-is-coming fuchasia nature solarized oceanic ember lighting kiwi benext'
const white: Rgb = [255, 255, 255]

test('contrast reaches from none to that of black on white', () => {
  expect(contrast(white, white)).toBe(1)
  expect(contrast([0, 0, 0], white)).toBeCloseTo(21)
  expect(contrast(white, [118, 118, 118])).toBeCloseTo(4.54, 2)
})

test('text is black on bright colours and white on dark ones: whatever stands out more', () => {
  expect(textOn([255, 235, 59])).toBe('#000')
  expect(textOn([63, 81, 181])).toBe('#fff')
  // Dark to the eye, but white would be harder to read there.
  expect(textOn([230, 60, 60])).toBe('#000')
})

test('what can be read stays as it is; what cannot goes towards the text', () => {
  expect(readable([200, 0, 0], [0, 0, 0], [white])).toEqual([200, 0, 0])
  const darker = readable([255, 200, 0], [0, 0, 0], [white])
  expect(contrast(darker, white)).toBeGreaterThanOrEqual(readableContrast)
  expect(darker[0]).toBeGreaterThan(darker[2])
})

test('nothing is better than the text where not even that can be read', () => {
  expect(readable([255, 255, 0], [250, 250, 250], [white])).toEqual([250, 250, 250])
})

/** What is written in a theme, and on what. */
function pairs(palette: Palette): [text: string, ground: string][] {
  const variables = variablesOf(palette)
  const grounds = ['card', 'page']
  const texts = ['text', 'softText', 'accentText', 'errorInk']
  const on = (text: string, ground: string): [string, string] => [variables[`--wave-${text}`]!, variables[`--wave-${ground}`]!]
  return [...texts.flatMap((text) => grounds.map((ground) => on(text, ground))), on('onPrimary', 'primary'), on('onPrimarySoft', 'primary')]
}

const worst = (palette: Palette): number => Math.min(...pairs(palette).map(([text, ground]) => contrast(parseHex(text)!, parseHex(ground)!)))

test.each(names.split(' '))('all that is written can be read in the theme %s', (name) => {
  const palette = name === 'default' ? defaultPalette : builtInPalette(name)
  expect(worst(palette!)).toBeGreaterThanOrEqual(readableContrast)
})

test('all that is written can be read in themes of the author, whatever their primary colour', () => {
  for (const primary of ['#fff000', '#00ff00', '#777777', '#ff0000', '#000000', '#ffffff', '#1b75bb'])
    for (const [text, card, page] of [['#222222', '#ffffff', '#eeeeee'], ['#dde7f0', '#14202b', '#0b141b']] as const)
      expect(worst(derivePalette({ text, card, page, primary })!), `${primary} on ${card}`).toBeGreaterThanOrEqual(readableContrast)
})

test('on every ground either black or white can be read', () => {
  for (let grey = 0; grey < 256; grey++) expect(contrast(mostReadable([grey, grey, grey]), [grey, grey, grey])).toBeGreaterThanOrEqual(readableContrast)
})
