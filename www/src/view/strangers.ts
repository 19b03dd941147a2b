/** What a stranger's page inside of ours may do. It may not send this tab somewhere else. */
export const abilities =
  'allow-scripts allow-forms allow-modals allow-popups allow-popups-to-escape-sandbox allow-downloads allow-presentation'

/**
 * The sandbox of a page with an address, which is at home there and needs what its home has stored.
 *
 * None for a page of our own: it could take itself out of a sandbox.
 */
export const sandboxOf = (address: string): string | undefined => (isOwn(address) ? undefined : `${abilities} allow-same-origin`)

function isOwn(address: string): boolean {
  try {
    return new URL(address, window.location.href).origin === window.location.origin
  } catch {
    // No address at all: the browser will not load it either.
    return false
  }
}
