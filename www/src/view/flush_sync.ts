/**
 * Stands in for `preact/compat`, of which the machines behind menus and calendars need this one function.
 *
 * The real one changes, from the moment it is loaded, what `onChange` means to every field of the page: a slider would
 * submit at every pixel as soon as somebody has opened a menu. See vite.config.ts.
 */
import { options } from 'preact'

/** Runs something, and draws what comes of it before it returns. */
export function flushSync<Argument, Result>(run: (argument: Argument) => Result, argument: Argument): Result {
  const known = options.debounceRendering
  let draw: (() => void) | undefined
  // Everything that changes meanwhile is drawn once.
  options.debounceRendering = (callback) => (draw = callback)
  try {
    const result = run(argument)
    draw?.()
    return result
  } finally {
    if (known) options.debounceRendering = known
    else delete options.debounceRendering
  }
}
