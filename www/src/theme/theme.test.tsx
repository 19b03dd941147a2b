import { expect, test } from 'vitest'
import { showTheme, themeVersion } from './theme.ts'

const variable = (name: string): string => document.body.style.getPropertyValue(`--wave-${name}`)

test('a theme that comes with Wave is shown', async () => {
  const version = themeVersion.value
  await showTheme('h2o-dark')
  expect(variable('card')).toBe('#121212')
  expect(document.body.dataset['waveTheme']).toBe('dark')
  expect(themeVersion.value).toBe(version + 1)
})

test('a theme that nobody knows is the default one', async () => {
  await showTheme('light')
  expect(variable('card')).toBe('#ffffff')
  expect(document.body.dataset['waveTheme']).toBe('light')
})

test('a page may bring its own theme', async () => {
  const mine = { text: '#000', card: '#fefefe', page: '#eee', primary: '#123456' }
  await showTheme('mine', { mine })
  expect(variable('primary')).toBe('#123456')
})

test('of themes asked for in turn the last one stays', async () => {
  await Promise.all([showTheme('nord'), showTheme('default')])
  expect(variable('card')).toBe('#ffffff')
})

test('of two themes the system of whoever looks chooses, and goes on choosing', async () => {
  const query = window.matchMedia('(prefers-color-scheme: dark)')
  const { device } = (window as unknown as { happyDOM: { settings: { device: { prefersColorScheme: string } } } }).happyDOM.settings
  const prefer = (scheme: string): void => void (device.prefersColorScheme = scheme)
  prefer('light')
  await showTheme('auto')
  expect(variable('card')).toBe('#ffffff')
  await showTheme('kiwi / nord')
  expect(variable('page')).toBe('#f4fae8')
  prefer('dark')
  expect(query.matches).toBe(true)
  await showTheme('auto')
  expect(variable('card')).toBe('#121212')
  await showTheme('kiwi / nord')
  expect(variable('card')).toBe('#2e3441')
  prefer('light')
})
