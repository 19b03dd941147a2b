import { Lexer, Tokenizer, type MarkedOptions, type Token } from 'marked'

type Rules = Tokenizer['rules']['block']

/**
 * How blocks of a kind begin, as far as that can be told cheaply.
 *
 * The library tries each kind on each block, with regular expressions of which the browser makes up to two hundred kilobytes of
 * code apiece as soon as they are tried. Most texts have no blocks of these kinds.
 */
const beginnings = {
  blockquote: /^ {0,3}>/,
  def: /^ {0,3}\[/,
  html: /^ {0,3}</,
  // A heading that is underlined.
  lheading: /^(?:[^\n]+\n)+? {0,3}[=-]+[ \t]*(?:\n|$)/,
  table: /^[^\n]+\n {0,3}[|:-][|: -]*(?:\n|$)/,
} satisfies Partial<Record<keyof Rules, RegExp>>

/** Lines that follow each other, each but the first beginning with a letter, up to an empty line or the end: nothing but a paragraph. */
const clearParagraph = /^([^\n]+(?:\n[A-Za-z][^\n]*)*)(?=\n[ \t]*\n|\n?$)/

/** The rule, asked only about what begins like that. */
function askedOf(beginning: RegExp, rule: RegExp): RegExp {
  const asked = new RegExp(rule)
  asked.exec = (text) => (beginning.test(text) ? RegExp.prototype.exec.call(asked, text) : null)
  return asked
}

/** The rule, asked only where the first one finds nothing. */
function askedAfter(first: RegExp, rule: RegExp): RegExp {
  const asked = new RegExp(rule)
  asked.exec = (text) => first.exec(text) ?? RegExp.prototype.exec.call(asked, text)
  return asked
}

let spared: Rules | undefined

/** The rules, so that the large ones are tried only on what they may be about. */
function spare(rules: Rules): Rules {
  const asked = Object.entries(beginnings).map(([name, beginning]) => [name, askedOf(beginning, rules[name as keyof typeof beginnings])])
  return { ...rules, ...Object.fromEntries(asked), paragraph: askedAfter(clearParagraph, rules.paragraph) }
}

/** Takes Markdown apart as the library does. */
export function lex<Output, Rendered>(text: string, options?: MarkedOptions<Output, Rendered>): Token[] {
  const tokenizer = new Tokenizer<Output, Rendered>()
  const lexer = new Lexer({ ...options, tokenizer })
  tokenizer.rules = { ...tokenizer.rules, block: (spared ??= spare(tokenizer.rules.block)) }
  return lexer.lex(text)
}
