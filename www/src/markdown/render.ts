import { Marked } from 'marked'
import { lex } from './block_rules.ts'
import { sanitize } from './sanitize.ts'
import { typeset } from './typography.ts'

const marked = new Marked({
  gfm: true,
  hooks: { provideLexer: () => lex },
  walkTokens: (token) => {
    if (token.type === 'text' && !('tokens' in token && token.tokens)) token['text'] = typeset(String(token['text']))
  },
  renderer: {
    // Task lists are not part of this Markdown.
    checkbox: ({ checked }) => (checked ? '[x] ' : '[ ] '),
  },
})

const cache = new Map<string, string>()
const maxCached = 200

/** Markdown as HTML that is safe to show. */
export function render(text: string): string {
  const known = cache.get(text)
  if (known !== undefined) return known
  if (cache.size >= maxCached) cache.clear()
  const html = sanitize(marked.parse(text, { async: false }))
  cache.set(text, html)
  return html
}
