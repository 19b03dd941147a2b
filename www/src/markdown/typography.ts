/** Replaces what typewriters have by what printers have; in this order. */
const replacements: readonly (readonly [RegExp, string])[] = [
  [/\(c\)/gi, '©'],
  [/\(r\)/gi, '®'],
  [/\(tm\)/gi, '™'],
  [/\+-/g, '±'],
  [/\.{3,}/g, '…'],
  [/(?<=^|[^-])---(?=[^-]|$)/g, '—'],
  [/(?<=^|\s)--(?=\s|$)|(?<=[^-\s])--(?=[^-\s]|$)/g, '–'],
  // A quote opens after nothing, white space or an opening bracket, and closes after anything else.
  [/(?<=^|[\s([{‘“—–])"(?=\S)/g, '“'],
  [/"/g, '”'],
  [/(?<=^|[\s([{“—–])'(?=\S)/g, '‘'],
  [/'/g, '’'],
]

/** Sets a piece of plain text: quotes, dashes, ellipses and signs. */
export const typeset = (text: string): string =>
  replacements.reduce((set, [pattern, sign]) => set.replace(pattern, sign), text)
