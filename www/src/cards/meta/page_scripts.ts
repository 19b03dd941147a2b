import type { InlineScript, InlineStylesheet, Script, Stylesheet } from '../../vocabulary/page_assets.ts'

/** Scripts and styles that a page brings along. They carry the nonce, since the author of the page may do all that the page may. */

const pollMs = 10
const maxPolls = 100
const inlineScriptId = 'wave-inline-script'

const loadedScripts = new Set<string>()

function append<E extends HTMLElement>(parent: HTMLElement, element: E): void {
  const { nonce } = document.body.dataset
  if (nonce) element.nonce = nonce
  parent.append(element)
}

const setAttribute = (element: HTMLElement, name: string, value: string | undefined): void => {
  if (value) element.setAttribute(name, value)
}

/** Loads an external script; each address once. */
export function addScript({ path, asynchronous, cross_origin, referrer_policy, integrity, type }: Script): void {
  if (loadedScripts.has(path)) return
  loadedScripts.add(path)
  const script = document.createElement('script')
  script.async = asynchronous ?? false
  setAttribute(script, 'crossorigin', cross_origin)
  setAttribute(script, 'referrerpolicy', referrer_policy)
  setAttribute(script, 'integrity', integrity)
  setAttribute(script, 'type', type)
  script.src = path
  append(document.head, script)
}

/** Runs a script, once everything is there that it needs: global names, and elements of the page. */
export async function addInlineScript({ content, requires = [], targets = [] }: InlineScript): Promise<void> {
  for (let poll = 0; !(requires.every(isDefined) && targets.every(isOnPage)); poll++) {
    if (poll >= maxPolls) throw new Error(`A script was not run: it waits for ${[...requires, ...targets].join(', ')}.`)
    await new Promise((resolve) => setTimeout(resolve, pollMs))
  }
  document.getElementById(inlineScriptId)?.remove()
  const script = document.createElement('script')
  script.id = inlineScriptId
  script.textContent = content
  append(document.body, script)
}

/** Is there a value under this dotted name, such as `Plotly.version`? */
function isDefined(name: string): boolean {
  let value: unknown = window
  for (const part of name.split('.')) value = (value as Record<string, unknown> | null | undefined)?.[part]
  return value !== undefined && value !== null
}

function isOnPage(target: string): boolean {
  if (document.getElementById(target)) return true
  try {
    return document.querySelector(target) !== null
  } catch {
    // An id need not be a valid selector.
    return false
  }
}

export function addInlineStylesheet({ content, media }: InlineStylesheet): void {
  const style = document.createElement('style')
  setAttribute(style, 'media', media)
  style.textContent = content
  append(document.head, style)
}

export function addStylesheet({ path, media, cross_origin }: Stylesheet): void {
  const link = document.createElement('link')
  link.rel = 'stylesheet'
  setAttribute(link, 'media', media)
  setAttribute(link, 'crossorigin', cross_origin)
  link.href = path
  append(document.head, link)
}
