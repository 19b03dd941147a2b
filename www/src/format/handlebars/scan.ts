import { TemplateInvalid } from './errors.ts'

/** A piece of a template. */
export type Token = { kind: 'text'; text: string } | Tag

/** What stands between braces. */
export interface Tag {
  kind: 'tag'
  sigil: '' | '#' | '#*' | '^' | '/' | '&' | '>' | '!' | 'else'
  /** What follows the sigil. */
  body: string
}

/** The end of a tag, by its beginning; in the order in which they are tried. */
const brackets: readonly (readonly [RegExp, string])[] = [
  [/^\{\{~?!--/, '--'],
  [/^\{\{\{/, '}}}'],
  [/^\{\{/, '}}'],
]

const sigil = /^(#\*|[#^/&>!]|else\b)?\s*([^]*?)\s*$/

/** Cuts a template into text and tags. Throws `TemplateInvalid` when a tag has no end. */
export function scan(source: string): Token[] {
  const tokens: Token[] = []
  let rest = source
  let text = ''
  while (rest) {
    const at = rest.indexOf('{{')
    const before = at < 0 ? rest : rest.slice(0, at)
    if (at > 0 && before.endsWith('\\')) {
      // A backslash makes braces plain text.
      const end = rest.indexOf('{{', at + 2)
      text += before.slice(0, -1) + rest.slice(at, end < 0 ? undefined : end)
      rest = end < 0 ? '' : rest.slice(end)
      continue
    }
    text += before
    if (at < 0) break
    const [tag, length, trims] = readTag(rest.slice(at))
    if (trims.before) text = text.trimEnd()
    tokens.push({ kind: 'text', text }, tag)
    text = ''
    rest = rest.slice(at + length)
    if (trims.after) rest = rest.trimStart()
  }
  tokens.push({ kind: 'text', text })
  return withoutTagLines(tokens)
}

function readTag(rest: string): [tag: Tag, length: number, trims: { before: boolean; after: boolean }] {
  const [start, end] = brackets.find(([pattern]) => pattern.test(rest)) ?? [/^/, '}}']
  let close = rest.indexOf(end, start.exec(rest)?.[0].length)
  if (close >= 0 && end === '--') close = rest.indexOf('}}', close)
  if (close < 0) throw new TemplateInvalid(`“${rest.slice(0, 20)}…” has no end.`)
  const length = close + (end === '}}}' ? 3 : 2)
  const inner = rest.slice(end === '}}}' ? 3 : 2, close)
  const [, before, middle = '', after] = /^(~)?([^]*?)(~)?$/.exec(inner) ?? []
  const [, mark = '', body = ''] = sigil.exec(middle.trim()) ?? []
  const kind = end === '}}}' ? '&' : (mark as Tag['sigil'])
  return [{ kind: 'tag', sigil: kind, body }, length, { before: Boolean(before), after: Boolean(after) }]
}

const prints: ReadonlySet<string> = new Set(['', '&', '>'])

/** Lines on which there is nothing but one tag that prints nothing are not lines of the text. */
function withoutTagLines(tokens: Token[]): Token[] {
  const texts = tokens.map((token) => (token.kind === 'text' ? token.text : ''))
  tokens.forEach((token, place) => {
    if (token.kind !== 'tag' || prints.has(token.sigil)) return
    const [before, after] = [tokens[place - 1], tokens[place + 1]]
    const alone =
      (place === 1 ? /(?:^|\n)[ \t]*$/ : /\n[ \t]*$/).test(texts[place - 1] ?? '') &&
      (place === tokens.length - 2 ? /^[ \t]*(?:\r?\n|$)/ : /^[ \t]*\r?\n/).test(texts[place + 1] ?? '')
    if (!alone) return
    if (before?.kind === 'text') before.text = before.text.replace(/[ \t]*$/, '')
    if (after?.kind === 'text') after.text = after.text.replace(/^[ \t]*(?:\r?\n|$)/, '')
  })
  return tokens
}
