import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import type { Json } from '../page/json.ts'
import { useClient } from '../view/client_context.ts'
import { useGiven } from '../view/given.ts'

/**
 * The value of an input: given by the app, changed by the user, and pending for the next submission either way.
 *
 * `given` counts again whenever the app sets it; between those moments what the user entered stays.
 */
export function useInput<Value extends Json | readonly object[]>(name: string, given: Value, resets = 0): [Value, (value: Value) => void] {
  const client = useClient()
  const setting = `${resets} ${JSON.stringify(given)}`
  const [current, say] = useGiven(setting, given)

  // Before the user can act, and in the order in which inputs stand on the page.
  useLayoutEffect(() => client.set(name, current as Json), [client, name, setting])

  const enter = (value: Value): void => {
    client.set(name, value as Json)
    say(value)
  }
  return [current, enter]
}

/** Submits when the user pauses. Returns what to call at every key. */
export function usePause(pauseMs: number, submit: () => void): () => void {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const latest = useRef(submit)
  latest.current = submit
  useEffect(() => () => clearTimeout(timer.current), [])
  return () => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => latest.current(), pauseMs)
  }
}
