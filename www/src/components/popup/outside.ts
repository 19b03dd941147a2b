import { useEffect, useRef } from 'preact/hooks'

const events = ['pointerdown', 'focusin', 'scroll'] as const

/** Tells when the user clicks, goes or scrolls elsewhere, as long as the component is there. */
export function useOutside(isOutside: (target: Node) => boolean, leave: () => void): void {
  const latest = useRef({ isOutside, leave })
  latest.current = { isOutside, leave }
  useEffect(() => {
    const check = ({ target }: Event): void => {
      if (target instanceof Node && latest.current.isOutside(target)) latest.current.leave()
    }
    for (const name of events) document.addEventListener(name, check, true)
    return () => {
      for (const name of events) document.removeEventListener(name, check, true)
    }
  }, [])
}
