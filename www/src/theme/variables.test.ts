import { expect, test } from 'vitest'
import { derivePalette } from './derive.ts'
import { defaultPalette, paletteColors } from './palette.ts'
import { builtInPalette } from './themes.ts'
import { isDark, variablesOf } from './variables.ts'

test('the default theme has the colours that pages know', () => {
  const variables = variablesOf(defaultPalette)
  expect(variables).toMatchObject({
    '--wave-text': '#323130',
    '--wave-page': '#f5f5f5',
    '--wave-primary': '#000000',
    '--wave-red': '#f44336',
    '--wave-text0': 'rgba(50, 49, 48, 0.05)',
    '--wave-card9': 'rgba(255, 255, 255, 0.9)',
    '--wave-neutralTertiaryAlt': '#c8c6c4',
    '--wave-onPrimary': '#ffffff',
  })
  expect(isDark(defaultPalette)).toBe(false)
})

test('in other themes the spectrum takes on the saturation of the primary colour', () => {
  const neon = builtInPalette('neon')
  expect(neon && variablesOf(neon)['--wave-gray']).toBe('hsl(0.0, 70.0%, 62.0%)')
  expect(neon && isDark(neon)).toBe(true)
})

test('every theme that comes with Wave is complete', () => {
  const names = 'neon h2o-dark one-dark-pro monokai nord winter-is-coming fuchasia nature solarized oceanic ember lighting kiwi benext'
  for (const name of names.split(' ')) {
    const palette = builtInPalette(name)
    for (const color of paletteColors) expect(palette?.[color], `${name} ${color}`).toMatch(/^#[0-9a-f]{6}$/)
  }
  expect(builtInPalette('light')).toBeUndefined()
  expect(builtInPalette('toString')).toBeUndefined()
})

test('a palette is derived from four colours, towards the light on a dark card', () => {
  const seed = { text: '#eee', card: '#111111', page: '#000000', primary: '#ff0000' }
  const palette = derivePalette(seed)
  for (const color of paletteColors) expect(palette?.[color], color).toMatch(/^#[0-9a-f]{6}$/)
  expect(palette?.themePrimary).toBe('#ff0000')
  expect(palette?.themeDark).toBe('#ff4040')
  expect(palette?.themeLight).toBe('#580c0c')
  expect(palette?.neutralPrimary).toBe('#eeeeee')
  expect(derivePalette({ ...seed, card: 'blue' })).toBeUndefined()
})
