import hljs from 'highlight.js/lib/common'

/** What was coloured last, the oldest first: a text that grows has mostly pieces of code that it had before. */
const recent = new Map<string, string>()
const maxRecent = 50

const keyOf = (source: string, language: string | undefined): string => `${language ?? ''}\n${source}`

const isKnown = (language: string | undefined): language is string => language !== undefined && hljs.getLanguage(language) !== undefined

/** Is it known how to colour this, without guessing the language? */
export const isCheap = (source: string, language: string | undefined): boolean => isKnown(language) || recent.has(keyOf(source, language))

/** Code as HTML, in the language that its author names, or else the one that it looks like. It is made of nothing but spans. */
export function coloured(source: string, language: string | undefined): string {
  const key = keyOf(source, language)
  const html = recent.get(key) ?? (isKnown(language) ? hljs.highlight(source, { language, ignoreIllegals: true }) : hljs.highlightAuto(source)).value
  recent.delete(key)
  recent.set(key, html)
  for (const oldest of recent.keys()) if (recent.size > maxRecent) recent.delete(oldest)
  return html
}
