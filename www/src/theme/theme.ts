import { signal } from '@preact/signals'
import { derivePalette, type Seed } from './derive.ts'
import { defaultPalette, type Palette } from './palette.ts'
import { isDark, variablesOf } from './variables.ts'

/** Counts the themes shown so far, for those who draw with colours themselves and must draw again. */
export const themeVersion = signal(0)

/** Themes that the page has brought along. */
export type OwnThemes = Readonly<Record<string, Seed>>

/** What the system of whoever looks prefers. */
const prefersDark = window.matchMedia('(prefers-color-scheme: dark)')
/** What `auto` stands for. */
const automatic = 'default/h2o-dark'

let asked = 0
let showAgain = (): void => undefined
prefersDark.addEventListener('change', () => showAgain())

/**
 * Shows a theme: one of the page's own, one that comes with Wave, or else the default.
 *
 * `light/dark` names two, of which the system of whoever looks chooses, and goes on choosing; `auto` leaves both to us.
 */
export async function showTheme(name: string, own: OwnThemes = {}): Promise<void> {
  const request = ++asked
  showAgain = () => void showTheme(name, own)
  const chosen = choose(name, own)
  const palette = ownPalette(chosen, own) ?? (await builtIn(chosen))
  // Another theme may have been asked for while this one was loading.
  if (asked === request) applyPalette(palette)
}

function choose(name: string, own: OwnThemes): string {
  if (Object.hasOwn(own, name)) return name
  const [light = '', dark = light] = (name === 'auto' ? automatic : name).split('/').map((part) => part.trim())
  return prefersDark.matches ? dark : light
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
