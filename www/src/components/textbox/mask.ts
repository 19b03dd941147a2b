/** What a character of a mask takes. Any other stands for itself. */
const slots: Readonly<Record<string, RegExp>> = { '9': /\d/, a: /\p{L}/u, '*': /[\p{L}\d]/u }

type Slot = { literal: string } | { takes: RegExp }

/** Reads a mask: `9` a digit, `a` a letter, `*` either; a backslash takes the next character as it is. */
function parse(mask: string): Slot[] {
  const parsed: Slot[] = []
  for (let at = 0; at < mask.length; at++) {
    const escaped = mask[at] === '\\'
    if (escaped) at++
    const char = mask[at] ?? ''
    const takes = escaped ? undefined : slots[char]
    parsed.push(takes ? { takes } : { literal: char })
  }
  return parsed
}

/** What is left of a text when it has to fit a mask: characters that do not fit are dropped, literal ones put in between. */
export function applyMask(mask: string, text: string): string {
  const typed = [...text]
  let result = ''
  for (const slot of parse(mask)) {
    if (!typed.length) break
    if ('literal' in slot) {
      if (typed[0] === slot.literal) typed.shift()
      result += slot.literal
      continue
    }
    while (typed.length && !slot.takes.test(typed[0] ?? '')) typed.shift()
    const next = typed.shift()
    if (next === undefined) break
    result += next
  }
  return trimLiterals(mask, result)
}

/** Literals at the end, which nobody has typed yet, would be in the way of deleting. */
function trimLiterals(mask: string, text: string): string {
  const slotsOfMask = parse(mask)
  let end = text.length
  while (end > 0) {
    const slot = slotsOfMask[end - 1]
    if (!slot || !('literal' in slot)) break
    end--
  }
  return text.slice(0, end)
}
