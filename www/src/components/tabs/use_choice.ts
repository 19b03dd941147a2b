import { useLayoutEffect, useRef, useState } from 'preact/hooks'

/**
 * Which of several things is chosen: by the app, and after that by the user, until the app chooses again.
 *
 * `onGiven` hears when the app has chosen anew, but not of the choice that it began with.
 */
export function useChoice(
  given: string | undefined,
  resets: number,
  onGiven: (value: string) => void,
): [value: string | undefined, choose: (value: string) => void] {
  const [, redraw] = useState(0)
  const setting = `${resets} ${given}`
  const current = useRef({ setting, value: given })
  if (current.current.setting !== setting) current.current = { setting, value: given }
  const mounted = useRef(false)
  useLayoutEffect(() => {
    if (mounted.current && given !== undefined) onGiven(given)
    mounted.current = true
  }, [setting])
  const choose = (value: string): void => {
    current.current.value = value
    redraw((count) => count + 1)
  }
  return [current.current.value, choose]
}
