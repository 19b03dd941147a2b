import type { RefObject } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { Stretch } from './passage.ts'
import { between, placeAt, select, selected } from './selection.ts'

/**
 * Says what a pointer has selected, wherever on the page it is let go. Returns what to call when it is pressed on the text.
 *
 * With a mouse the browser selects; with a finger it would scroll, so that is done here.
 */
export function usePointer(area: RefObject<HTMLElement | null>, over: (stretch: Stretch) => void): (down: PointerEvent) => void {
  const gesture = useRef<AbortController | undefined>(undefined)
  const latest = useRef(over)
  latest.current = over
  useEffect(() => () => gesture.current?.abort(), [])
  return (down) => {
    gesture.current?.abort()
    const { signal } = (gesture.current = new AbortController())
    const from = down.pointerType === 'touch' && area.current ? placeAt(area.current, down) : undefined
    const stretchAt = (event: PointerEvent): Stretch | undefined => {
      if (!area.current) return undefined
      if (down.pointerType !== 'touch') return selected(area.current)
      const to = placeAt(area.current, event)
      return from === undefined || to === undefined ? undefined : between(from, to)
    }
    const listen = (type: 'pointermove' | 'pointerup' | 'pointercancel', action: (event: PointerEvent) => void): void =>
      document.addEventListener(type, (event) => event.pointerId === down.pointerId && action(event), { signal })
    if (from !== undefined) {
      listen('pointermove', (event) => {
        const stretch = stretchAt(event)
        if (stretch && area.current) select(area.current, stretch)
      })
    }
    listen('pointerup', (event) => {
      gesture.current?.abort()
      const stretch = stretchAt(event)
      if (stretch) latest.current(stretch)
      getSelection()?.removeAllRanges()
    })
    listen('pointercancel', () => {
      gesture.current?.abort()
      getSelection()?.removeAllRanges()
    })
  }
}
