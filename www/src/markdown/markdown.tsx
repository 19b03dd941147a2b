import './markdown.css'
import type { TargetedMouseEvent } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import type { Client } from '../client.ts'
import { useClient } from '../view/client_context.ts'
import { isPlain } from './plain.ts'
import { askForRenderer, renderer } from './renderer.ts'

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
  return <Rendered html={render(text)} class={classes} onClick={(event) => followLink(event, client)} />
}

interface RenderedProps {
  html: string
  class: string
  onClick: (event: TargetedMouseEvent<HTMLElement>) => void
}

/** Loaded when the first code is to be shown. */
let dressCode: typeof import('./code.ts').dressCode | undefined

/** HTML that is safe. If there is code in it, what dresses code is loaded. */
function Rendered({ html, class: className, onClick }: RenderedProps) {
  const text = useRef<HTMLDivElement>(null)
  const first = useRef(html)
  // Before the browser paints: code must not blink while a text grows.
  useLayoutEffect(() => {
    if (!html.includes('<pre>')) return
    let isOver = false
    let leave = (): void => {}
    const dress = (): void => {
      if (!isOver && text.current && dressCode) leave = dressCode(text.current, html !== first.current)
    }
    if (dressCode) dress()
    else loadCode().then(dress, (error: unknown) => console.error('Code stays as it is: what colours it could not be loaded.', error))
    return () => {
      isOver = true
      leave()
    }
  }, [html])
  return <div ref={text} class={className} onClick={onClick} dangerouslySetInnerHTML={{ __html: html }} />
}

const loadCode = async (): Promise<void> => void ({ dressCode } = await import('./code.ts'))

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
