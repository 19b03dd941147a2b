const gap = 4
const edge = 8

/**
 * Hangs something below what it belongs to, or above where there is no room, and never outside of the window.
 *
 * It becomes no higher than `maxHeightPx`.
 */
export function place(popup: HTMLElement, anchor: HTMLElement, maxHeightPx = Infinity): void {
  const around = anchor.getBoundingClientRect()
  const own = popup.getBoundingClientRect()
  const height = Math.min(own.height, maxHeightPx)
  const below = window.innerHeight - around.bottom - gap - edge
  const above = around.top - gap - edge
  const isBelow = height <= below || below >= above
  const { style } = popup
  style.left = `${Math.max(edge, Math.min(around.left, window.innerWidth - own.width - edge))}px`
  style.top = isBelow ? `${around.bottom + gap}px` : 'auto'
  style.bottom = isBelow ? 'auto' : `${window.innerHeight - around.top + gap}px`
  style.maxHeight = `${Math.min(maxHeightPx, isBelow ? below : above)}px`
}
