import { useLayoutEffect, useRef, useState } from 'preact/hooks'

/**
 * How many of an element's children stand in its first line.
 *
 * The element wraps its children and hides all lines but the first, so nothing has to be measured but where they stand.
 */
export function useFit(count: number): [ref: { current: HTMLDivElement | null }, fit: number] {
  const ref = useRef<HTMLDivElement>(null)
  const [fit, setFit] = useState(count)
  useLayoutEffect(() => {
    const { current } = ref
    if (!current) return
    const measure = (): void => {
      const children = [...current.children] as HTMLElement[]
      const top = children[0]?.offsetTop ?? 0
      const below = children.findIndex(({ offsetTop }) => offsetTop > top)
      setFit(below < 0 ? children.length : below)
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(current)
    return () => observer.disconnect()
  }, [count])
  return [ref, fit]
}
