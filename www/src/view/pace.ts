/** Calls back before the next repaint. */
export type NextFrame = (run: () => void) => void

/** A hidden tab is not repainted; without this it would also stop doing what its page asks for. */
const hiddenFrameMs = 100

/** Before the next repaint, or shortly after when the tab is hidden. */
export const nextFrame: NextFrame = (run) => {
  let done = false
  const once = (): void => {
    if (done) return
    done = true
    run()
  }
  requestAnimationFrame(once)
  setTimeout(once, hiddenFrameMs)
}

/**
 * Runs something whenever asked, but at most once per animation frame: at once when idle, gathered under load.
 *
 * "At once" is at the end of the running task, so that everything asked for by one websocket frame is one run.
 */
export function paced(run: () => void, frame: NextFrame = nextFrame): () => void {
  let asked = false
  let resting = false
  const attempt = (): void => {
    if (!asked || resting) return
    asked = false
    resting = true
    frame(() => {
      resting = false
      attempt()
    })
    run()
  }
  return () => {
    if (asked) return
    asked = true
    queueMicrotask(attempt)
  }
}
