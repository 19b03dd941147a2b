import { TemplateInvalid } from './errors.ts'

/** What stands for a value. */
export type Expression =
  | { kind: 'literal'; value: unknown }
  /** `up` steps out of the innermost context, then down by names; `@names` are what a block says of itself. */
  | { kind: 'path'; up: number; special: boolean; names: readonly string[] }
  | { kind: 'call'; call: Call }

/** A helper and what it is given, or only a value. */
export interface Call {
  head: Expression
  /** The head as it was written. */
  name: string
  args: readonly Expression[]
  named: Readonly<Record<string, Expression>>
  /** What a block calls what it is about: `as |item index|`. */
  locals: readonly string[]
}

const word = /\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[()]|\|[^|]*\||(?:\[[^\]]*\]|[^\s()=|"'[\]])+=?)/y

const literals: Readonly<Record<string, unknown>> = { true: true, false: false, null: null, undefined: undefined }

/** Reads the inside of a tag. Throws `TemplateInvalid`. */
export function parseCall(body: string): Call {
  const words = wordsOf(body)
  const call = readCall(words)
  if (words.length) throw new TemplateInvalid(`“${body}” has a parenthesis too many.`)
  return call
}

function wordsOf(body: string): string[] {
  const words: string[] = []
  word.lastIndex = 0
  while (word.lastIndex < body.length) {
    const match = word.exec(body)
    if (!match) throw new TemplateInvalid(`“${body}” cannot be read.`)
    words.push(match[1] ?? '')
  }
  return words
}

/** Takes a call off the front of the words, up to their end or a closing parenthesis. */
function readCall(words: string[]): Call {
  const name = words[0] ?? ''
  if (!name) throw new TemplateInvalid('A tag says nothing.')
  const head = readExpression(words)
  const args: Expression[] = []
  const named: Record<string, Expression> = {}
  let locals: string[] = []
  while (words.length && words[0] !== ')') {
    const next = words[0] ?? ''
    if (next === 'as' && words[1]?.startsWith('|')) {
      locals = (words[1] ?? '').slice(1, -1).trim().split(/\s+/)
      words.splice(0, 2)
    } else if (next.endsWith('=') && next.length > 1) {
      words.shift()
      named[next.slice(0, -1)] = readExpression(words)
    } else {
      args.push(readExpression(words))
    }
  }
  return { head, name, args, named, locals }
}

function readExpression(words: string[]): Expression {
  const first = words.shift()
  if (first === undefined || first === ')') throw new TemplateInvalid('A tag ends where a value was expected.')
  if (first === '(') {
    const call = readCall(words)
    if (words.shift() !== ')') throw new TemplateInvalid('A parenthesis has no end.')
    return { kind: 'call', call }
  }
  if (/^["']/.test(first)) return { kind: 'literal', value: first.slice(1, -1).replace(/\\(["'])/g, '$1') }
  if (Object.hasOwn(literals, first)) return { kind: 'literal', value: literals[first] }
  if (/^-?\d+(\.\d+)?$/.test(first)) return { kind: 'literal', value: Number(first) }
  return pathOf(first)
}

function pathOf(text: string): Expression {
  const special = text.startsWith('@')
  const segments = [...(special ? text.slice(1) : text).matchAll(/\[([^\]]*)\]|\.\.|[^./[\]]+|\.(?=\/|$)/g)].map(([all, bracketed]) => bracketed ?? all)
  let up = 0
  while (segments[0] === '..' || segments[0] === '.' || segments[0] === 'this') if (segments.shift() === '..') up++
  return { kind: 'path', up, special, names: segments }
}
