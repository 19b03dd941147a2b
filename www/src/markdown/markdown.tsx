import './markdown.css'
import { signal } from '@preact/signals'
import type { TargetedMouseEvent } from 'preact'
import type { Client } from '../client.ts'
import { useClient } from '../view/client_context.ts'
import { isPlain } from './typography.ts'

type Render = (text: string) => string

/** Loaded when the first text with markup is to be shown. */
const renderer = signal<Render | undefined>(undefined)
let asked = false

function askForRenderer(): void {
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

export interface MarkdownProps {
  text: string
  class?: string
}

/** Text in Markdown. A link to `?name` submits that name. */
export function Markdown({ text, class: className = '' }: MarkdownProps) {
  const client = useClient()
  const classes = `w-markdown ${className}`
  if (isPlain(text)) return <div class={classes}>{text && <p>{text}</p>}</div>
  const render = renderer.value
  if (!render) {
    askForRenderer()
    // Takes the room that the text will need.
    return <div class={`${classes} w-markdown-coming`}>{text}</div>
  }
  return (
    <div class={classes} onClick={(event) => followLink(event, client)} dangerouslySetInnerHTML={{ __html: render(text) }} />
  )
}

function followLink(event: TargetedMouseEvent<HTMLElement>, client: Client): void {
  const link = event.target instanceof Element ? event.target.closest('a') : null
  const name = /^\?(.+)/.exec(link?.getAttribute('href') ?? '')?.[1]
  if (!name) return
  event.preventDefault()
  client.submit(decode(name), true)
}

/** Markdown percent-encodes what an address may not hold. */
function decode(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}
