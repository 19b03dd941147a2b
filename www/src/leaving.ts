/** How long a browser may take to leave; one that does not, has only begun a download. */
const patienceMs = 10_000

const since = new WeakMap<EventTarget, number>()

/** Notes from now on when a window is about to be left. */
export function watchLeaving(window: EventTarget): void {
  window.addEventListener('beforeunload', () => since.set(window, performance.now()))
}

/** Whether the window is being left: the browser is on its way to another page. */
export function leaving(window: EventTarget): boolean {
  const at = since.get(window)
  return at !== undefined && performance.now() - at < patienceMs
}
