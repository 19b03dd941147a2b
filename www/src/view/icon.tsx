import { iconUrl } from 'virtual:wave-icons'
import type { RefCallback } from 'preact'
import { toCssColor } from './css.ts'

export interface IconProps {
  /** As page authors know it, in any case. A name that there is no icon of draws nothing. */
  name: string
  class?: string
  color?: string | undefined
}

/** An icon, as large as the text around it and of its colour. It says nothing to those who cannot see it. */
export const Icon = ({ name, class: className = '', color }: IconProps) => (
  <svg class={`w-icon ${className}`} aria-hidden="true" {...(color && { style: { color: toCssColor(color) } })}>
    <use ref={drawing(iconUrl(name))} />
  </svg>
)

/** Icons keep the page from being shown if they are asked for while it is drawn: each is a document of its own. They come no later than this. */
const latestMs = 500

const drawings = new Map<string, RefCallback<SVGUseElement>>()
/** Addresses that have been asked for: whoever asks again does not wait. */
const asked = new Set<string>()
const waiting = new Map<SVGUseElement, string>()

/** Draws the icon of that address, at the latest when there is nothing else to do. */
function drawing(url: string): RefCallback<SVGUseElement> {
  const known = drawings.get(url)
  if (known) return known
  const draw: RefCallback<SVGUseElement> = (use) => (use ? drawSoon(use, url) : undefined)
  drawings.set(url, draw)
  return draw
}

function drawSoon(use: SVGUseElement, url: string): void {
  waiting.delete(use)
  if (asked.has(url) || !('requestIdleCallback' in window)) return use.setAttribute('href', url)
  if (!waiting.size) requestIdleCallback(drawWaiting, { timeout: latestMs })
  waiting.set(use, url)
}

function drawWaiting(idle: IdleDeadline): void {
  for (const [use, url] of waiting) {
    if (!idle.didTimeout && idle.timeRemaining() <= 0) return void requestIdleCallback(drawWaiting, { timeout: latestMs })
    waiting.delete(use)
    asked.add(url)
    use.setAttribute('href', url)
  }
}
