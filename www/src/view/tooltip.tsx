import './tooltip.css'
import type { ComponentChildren } from 'preact'
import { useId, useRef, useState } from 'preact/hooks'
import { Markdown } from '../markdown/markdown.tsx'
import { Icon } from './icon.tsx'

const margin = 8

interface Props {
  /** Markdown. */
  text: string | undefined
  children: ComponentChildren
  class?: string
}

/** Explains what is inside, to those who point at it or come to it with the keyboard. */
export function Tooltip({ text, children, class: className = '' }: Props) {
  const [shown, setShown] = useState(false)
  const anchor = useRef<HTMLSpanElement>(null)
  const id = useId()
  if (!text) return <>{children}</>
  return (
    <span
      ref={anchor}
      class={`w-tip-anchor ${className}`}
      aria-describedby={shown ? id : undefined}
      onMouseEnter={() => setShown(true)}
      onMouseLeave={() => setShown(false)}
      onFocusIn={() => setShown(true)}
      onFocusOut={() => setShown(false)}
      onKeyDown={(event) => event.key === 'Escape' && setShown(false)}
    >
      {children}
      {shown && (
        <div id={id} class="w-tip" role="tooltip" popover="manual" ref={(tip) => place(tip, anchor.current)}>
          <Markdown text={text} />
        </div>
      )}
    </span>
  )
}

/** An icon that explains the component to its left. */
export const InfoTip = ({ text }: { text: string | undefined }) =>
  text ? (
    <Tooltip text={text} class="w-info-tip">
      <button type="button" class="w-icon-button" aria-label="Explanation">
        <Icon name="Info" />
      </button>
    </Tooltip>
  ) : null

/** Puts a tooltip below what it explains, or above where there is no room, and never outside of the window. */
function place(tip: HTMLElement | null, anchor: HTMLElement | null): void {
  if (!tip || !anchor) return
  // In the top layer, since cards cut off what hangs over their edges.
  tip.showPopover?.()
  const around = anchor.getBoundingClientRect()
  const own = tip.getBoundingClientRect()
  const below = around.bottom + margin
  const fits = below + own.height <= window.innerHeight
  const left = around.left + (around.width - own.width) / 2
  tip.style.top = `${fits ? below : Math.max(margin, around.top - own.height - margin)}px`
  tip.style.left = `${Math.max(margin, Math.min(left, window.innerWidth - own.width - margin))}px`
}
