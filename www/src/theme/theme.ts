import { signal } from '@preact/signals'
import { derivePalette, type Seed } from './derive.ts'
import { defaultPalette, type Palette } from './palette.ts'
import { isDark, variablesOf } from './variables.ts'

/** Counts the themes shown so far, for those who draw with colours themselves and must draw again. */
export const themeVersion = signal(0)

/** Themes that the page has brought along. */
export type OwnThemes = Readonly<Record<string, Seed>>

let asked = ''

/** Shows a theme: one of the page's own, one that comes with Wave, or else the default. */
export async function showTheme(name: string, own: OwnThemes = {}): Promise<void> {
  asked = name
  const palette = ownPalette(name, own) ?? (await builtIn(name))
  // Another theme may have been asked for while this one was loading.
  if (asked === name) applyPalette(palette)
}

/** Puts a palette onto the page. */
export function applyPalette(palette: Palette): void {
  const { style, dataset } = document.body
  for (const [name, value] of Object.entries(variablesOf(palette))) style.setProperty(name, value)
  dataset['waveTheme'] = isDark(palette) ? 'dark' : 'light'
  themeVersion.value++
}

function ownPalette(name: string, own: OwnThemes): Palette | undefined {
  const seed = Object.hasOwn(own, name) ? own[name] : undefined
  return seed && derivePalette(seed)
}

async function builtIn(name: string): Promise<Palette> {
  if (!name || name === 'default') return defaultPalette
  const { builtInPalette } = await import('./themes.ts')
  return builtInPalette(name) ?? defaultPalette
}
