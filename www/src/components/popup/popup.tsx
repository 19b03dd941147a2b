import './popup.css'
import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { useOutside } from './outside.ts'
import { place } from './place.ts'

interface Props {
  /** What the popup hangs below, or above where there is no room. */
  anchor: HTMLElement | null
  /** What it is, for those who cannot see it. */
  label: string
  class?: string
  /** What gets the focus, as a selector; nothing keeps the focus where it is. */
  focus?: string
  onClose: () => void
  children: ComponentChildren
}

/**
 * Something that hangs over the page until the user is done with it: Escape, or a click or focus elsewhere, closes it.
 *
 * It is in the top layer, since cards cut off what hangs over their edges.
 */
export function Popup({ anchor, label, class: className = '', focus, onClose, children }: Props) {
  const ref = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const { current } = ref
    if (!current || !anchor) return
    current.showPopover?.()
    place(current, anchor)
    if (focus) (current.querySelector<HTMLElement>(focus) ?? current).focus({ preventScroll: true })
  }, [anchor])
  useOutside((target) => !ref.current?.contains(target) && !anchor?.contains(target), onClose)
  const close = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    onClose()
    anchor?.focus()
  }
  return (
    <div ref={ref} class={`w-popup ${className}`} role="dialog" aria-label={label} tabIndex={-1} popover="manual" onKeyDown={close}>
      {children}
    </div>
  )
}
