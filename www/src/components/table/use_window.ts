import type { RefObject } from 'preact'
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { Line } from './lines.ts'
import { Offsets, type Span } from './offsets.ts'

/** Lines beyond the edges, so that scrolling finds them drawn. */
const margin = 8
/** Until the height of the window is known. */
const guessedHeight = 500

export interface Windowed {
  offsets: Offsets
  /** The lines to draw. */
  span: Span
  /** How many lines fit into sight. */
  pageSize: number
  onScroll: () => void
  /** To be called with the elements of lines whose heights are their own. */
  observe: (element: HTMLElement) => () => void
}

/** Draws only those of many lines that can be seen. `lineHeight` in px. */
export function useWindow(scroller: RefObject<HTMLElement | null>, lines: readonly Line[], lineHeight: number): Windowed {
  // By row, so that rows keep their heights when they are sorted or filtered.
  const heights = useRef(new WeakMap<object, number>())
  const offsets = useMemo(() => new Offsets(lines.length, lineHeight, known(lines, heights.current)), [lines, lineHeight])
  const [view, setView] = useState({ top: 0, height: guessedHeight })
  const [, redraw] = useState(0)

  const onScroll = (): void => {
    const { current } = scroller
    if (!current) return
    const next = { top: current.scrollTop, height: current.clientHeight || guessedHeight }
    setView((old) => (old.top === next.top && old.height === next.height ? old : next))
  }
  useLayoutEffect(onScroll, [lines])
  useEffect(() => {
    const { current } = scroller
    if (!current) return
    const observer = new ResizeObserver(onScroll)
    observer.observe(current)
    return () => observer.disconnect()
  }, [])
  const note = (index: number, height: number): boolean => {
    const row = lines[index]?.row
    if (row) heights.current.set(row, height)
    return offsets.measure(index, height)
  }
  const observe = useHeights(note, () => redraw((count) => count + 1))
  const span = offsets.span(view.top, view.top + view.height, margin)
  return { offsets, span, pageSize: Math.max(1, Math.floor(view.height / lineHeight) - 1), onScroll, observe }
}

/** The heights of lines that have been measured before, by index. */
function known(lines: readonly Line[], heights: WeakMap<object, number>): Map<number, number> {
  const found = new Map<number, number>()
  lines.forEach(({ row }, index) => {
    const height = row && heights.get(row)
    if (height !== undefined) found.set(index, height)
  })
  return found
}

/** Measures lines that are as high as what is in them. `note` says whether a height is news. */
function useHeights(note: (index: number, height: number) => boolean, onNews: () => void): Windowed['observe'] {
  const latest = useRef({ note, onNews })
  latest.current = { note, onNews }
  const observer = useMemo(
    () =>
      new ResizeObserver((entries) => {
        const elements = entries.map(({ target }) => target as HTMLElement)
        const news = elements.map(({ dataset, offsetHeight }) => latest.current.note(Number(dataset['line']), offsetHeight))
        if (news.some(Boolean)) latest.current.onNews()
      }),
    [],
  )
  useEffect(() => () => observer.disconnect(), [observer])
  return (element) => {
    observer.observe(element)
    return () => observer.unobserve(element)
  }
}
