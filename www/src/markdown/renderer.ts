import { signal } from '@preact/signals'

type Render = (text: string) => string

/** What makes HTML of Markdown. Loaded when the first text with markup is to be shown. */
export const renderer = signal<Render | undefined>(undefined)
let asked = false

/** Begins to load what reads markup, unless that has been done. */
export function askForRenderer(): void {
  if (asked) return
  asked = true
  import('./render.ts').then(
    ({ render }) => (renderer.value = render),
    (error: unknown) => {
      asked = false
      console.error('Markdown could not be loaded.', error)
    },
  )
}
