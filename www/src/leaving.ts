/** How long a browser may take to leave; one that does not, has only begun a download. */
const patienceMs = 10_000

interface Departure {
  at: number
  /** What to do if the window stays after all. */
  otherwise?: () => void
}

const departures = new WeakMap<EventTarget, Departure>()

/** Notes from now on when a window is about to be left. */
export function watchLeaving(window: EventTarget): void {
  window.addEventListener('beforeunload', () => {
    const departure = departures.get(window)
    if (departure) departure.at = performance.now()
    else departures.set(window, { at: performance.now() })
  })
}

/** Goes somewhere; not while the browser is on its way to another page, but once it turns out that it was not. The last wish counts. */
export function goUnlessLeft(window: EventTarget, go: () => void): void {
  const departure = departures.get(window)
  if (!departure) return go()
  const isAwaited = departure.otherwise !== undefined
  departure.otherwise = go
  if (!isAwaited) wait(window, departure)
}

function wait(window: EventTarget, departure: Departure): void {
  const leftMs = departure.at + patienceMs - performance.now()
  if (leftMs > 0) return void setTimeout(() => wait(window, departure), leftMs)
  departures.delete(window)
  departure.otherwise?.()
}
