import { useRef, useState } from 'preact/hooks'

/**
 * What the app gives, until the user says otherwise; and again what the app gives, once it has given it anew.
 *
 * `setting` tells one giving from another: it is another text then, also where the same was given.
 */
export function useGiven<Value>(setting: string | number, given: Value): [value: Value, say: (value: Value) => void] {
  const [, redraw] = useState(0)
  const current = useRef({ setting, value: given })
  if (current.current.setting !== setting) current.current = { setting, value: given }
  const say = (value: Value): void => {
    // Not only at the next drawing: several things can be said between two.
    current.current.value = value
    redraw((count) => count + 1)
  }
  return [current.current.value, say]
}
