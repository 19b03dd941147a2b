import type { RefObject } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'

/** Within so many pixels of the end is at the end. */
const nearPx = 8

export interface Follow {
  /** What scrolls. */
  box: RefObject<HTMLDivElement | null>
  /** What is in it. */
  content: RefObject<HTMLDivElement | null>
  /** Has the user gone back from the end? */
  away: boolean
  onScroll: () => void
  toEnd: () => void
}

/**
 * Keeps the end of something that grows in view, unless the user has scrolled back from it.
 *
 * `before` counts what was added in front; then what is in view stays where it is. `onTop` hears of the user at the beginning.
 */
export function useFollow(before: number, onTop: () => void): Follow {
  const box = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const [away, setAway] = useState(false)
  const following = useRef(true)
  const seen = useRef({ top: 0, height: 0 })

  const follow = (on: boolean): void => {
    following.current = on
    setAway(!on)
  }
  const keep = (): void => {
    const { current: element } = box
    if (!element) return
    if (following.current) element.scrollTop = element.scrollHeight
    seen.current = { top: element.scrollTop, height: element.scrollHeight }
  }
  const onScroll = (): void => {
    const { current: element } = box
    if (!element) return
    const { scrollTop, scrollHeight, clientHeight } = element
    // Only going back is the user's doing for sure: the end may also move away by itself.
    if (scrollHeight - clientHeight - scrollTop <= nearPx) follow(true)
    else if (scrollTop < seen.current.top) follow(false)
    if (scrollTop <= 0 && scrollHeight > clientHeight) onTop()
    seen.current = { top: scrollTop, height: scrollHeight }
  }
  useLayoutEffect(() => {
    const { current: element } = box
    if (element && !following.current) element.scrollTop += element.scrollHeight - seen.current.height
  }, [before])
  useLayoutEffect(keep)
  useResize([box, content], keep)
  const toEnd = (): void => {
    follow(true)
    keep()
  }
  return { box, content, away, onScroll, toEnd }
}

/** Pictures arrive, windows change. */
function useResize(elements: readonly RefObject<HTMLElement | null>[], run: () => void): void {
  useEffect(() => {
    const observer = new ResizeObserver(run)
    for (const { current } of elements) if (current) observer.observe(current)
    return () => observer.disconnect()
  }, [])
}
