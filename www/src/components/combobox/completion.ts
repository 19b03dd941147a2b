/** The first of some texts that goes on from what was typed, whatever the case. Nothing goes on from nothing. */
export const completionOf = (typed: string, texts: readonly string[]): string | undefined =>
  typed ? texts.find((text) => text.toLowerCase().startsWith(typed.toLowerCase())) : undefined

/** Is the text typed part of the other, whatever the case? */
export const contains = (text: string, typed: string): boolean => text.toLowerCase().includes(typed.toLowerCase())
