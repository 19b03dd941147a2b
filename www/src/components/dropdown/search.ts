/** Are the characters searched for found in the text, in this order, whatever lies between them? */
export function matches(text: string, words: string): boolean {
  const inText = text.toLowerCase()
  let from = 0
  for (const char of words.toLowerCase()) {
    const at = inText.indexOf(char, from)
    if (at < 0) return false
    from = at + char.length
  }
  return true
}
