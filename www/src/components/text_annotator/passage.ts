import type { TextAnnotatorItem } from '../../vocabulary/text_annotator.ts'

/** A stretch of text: where it begins, and where what follows begins, in UTF-16 units. */
export interface Stretch {
  from: number
  to: number
}

/** A stretch of text that is marked the same way throughout. */
export interface Run extends Stretch {
  text: string
  tag: string | undefined
}

/** Items as runs: empty ones left out, neighbours of one tag made one. */
export function runsOf(items: readonly TextAnnotatorItem[]): Run[] {
  const runs: Run[] = []
  let from = 0
  for (const { text, tag } of items) {
    if (!text) continue
    const last = runs.at(-1)
    // An app may say that there is no tag with an empty name.
    if (last && last.tag === (tag || undefined)) {
      last.text += text
      last.to += text.length
    } else runs.push({ text, tag: tag || undefined, from, to: from + text.length })
    from += text.length
  }
  return runs
}

/** Marks a stretch, or takes the marks off it where `tag` is undefined. Returns what is there then. */
export function marked(items: readonly TextAnnotatorItem[], { from, to }: Stretch, tag: string | undefined): TextAnnotatorItem[] {
  let at = 0
  const pieces = items.flatMap((item): TextAnnotatorItem[] => {
    const { text } = item
    const [start, end] = [clampTo(from - at, text), clampTo(to - at, text)]
    at += text.length
    return [{ ...item, text: text.slice(0, start) }, { text: text.slice(start, end), ...(tag !== undefined && { tag }) }, { ...item, text: text.slice(end) }]
  })
  return runsOf(pieces).map(({ text, tag: mark }) => ({ text, ...(mark !== undefined && { tag: mark }) }))
}

const clampTo = (place: number, { length }: string): number => Math.min(Math.max(place, 0), length)

/** Is the same text marked in the same way, however it is divided into items? */
export function isSame(a: readonly TextAnnotatorItem[], b: readonly TextAnnotatorItem[]): boolean {
  const [runs, others] = [runsOf(a), runsOf(b)]
  return runs.length === others.length && runs.every(({ text, tag }, place) => text === others[place]?.text && tag === others[place].tag)
}

/** All the text there is. */
export const textOf = (items: readonly TextAnnotatorItem[]): string => items.map(({ text }) => text).join('')

const inWord = /[\p{L}\p{M}\p{N}_]/u
const isInWord = (text: string, place: number): boolean => inWord.test(text[place] ?? '') || isHalf(text, place)
/** Half of a character that takes two units. */
const isHalf = (text: string, place: number): boolean => /[\ud800-\udfff]/.test(text[place] ?? '')

/** A stretch with the words completed that it begins and ends in; and without the white space at its ends. */
export function wordsAround(text: string, stretch: Stretch): Stretch {
  let { from, to } = stretch
  while (from < to && /\s/.test(text[from] ?? '')) from++
  while (to > from && /\s/.test(text[to - 1] ?? '')) to--
  if (from === to) return { from, to }
  while (from > 0 && isInWord(text, from) && isInWord(text, from - 1)) from--
  while (to < text.length && isInWord(text, to - 1) && isInWord(text, to)) to++
  return { from, to }
}

/** The words of a text, to go from one to the next. */
export const wordsOf = (text: string): Stretch[] =>
  [...text.matchAll(/[\p{L}\p{M}\p{N}_]+|[^\s\p{L}\p{M}\p{N}_]+/gu)].map(({ 0: word, index }) => ({ from: index, to: index + word.length }))
