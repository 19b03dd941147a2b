import { useLayoutEffect, useRef } from 'preact/hooks'
import { useGiven } from '../../view/given.ts'

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
  const setting = `${resets} ${given}`
  const choice = useGiven(setting, given)
  const mounted = useRef(false)
  useLayoutEffect(() => {
    if (mounted.current && given !== undefined) onGiven(given)
    mounted.current = true
  }, [setting])
  return choice
}
