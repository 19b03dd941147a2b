/** How long it is said that something was copied. */
export const thanksMs = 2_000

/**
 * Puts a text onto the clipboard; false when the browser does not let us.
 *
 * Where browsers allow that only to safe pages, what is selected can still be copied: `box` is a field that holds the text.
 */
export async function copyText(text: string, box: HTMLInputElement | HTMLTextAreaElement | null | undefined): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    const field = box ?? makeField(text)
    field.select()
    const copied = document.execCommand('copy')
    if (field !== box) field.remove()
    return copied
  }
}

/** A field that nobody sees. */
function makeField(text: string): HTMLTextAreaElement {
  const field = document.createElement('textarea')
  field.value = text
  field.className = 'w-sr'
  document.body.append(field)
  return field
}
