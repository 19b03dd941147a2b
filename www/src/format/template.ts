import { formatValue, parseFormatOptions, type FormatOptions } from './intl.ts'

/** A parsed template is a list of these. */
type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'value'; readonly name: string }
  | { readonly kind: 'formatted'; readonly name: string; readonly options: FormatOptions }
  | { readonly kind: 'section'; readonly name: string; readonly inverted: boolean; readonly parts: readonly Part[] }

export type Template = readonly Part[]

/** The innermost context last. */
type Contexts = readonly unknown[]

const templates = new Map<string, Template>()
const maxTemplates = 500

const tag = /\{\{\{\s*([^{}]*?)\s*\}\}\}|\{\{\s*([#^/!&>]?)\s*([^{}]*?)\s*\}\}/g

/** Does this attribute hold an expression? A single `=` and something after it; `==…` and a lone `=` are plain text. */
export const isExpression = (text: string): boolean => text.length > 1 && text.startsWith('=') && text[1] !== '='

/**
 * The text of an attribute: an expression is evaluated against the data of its card, anything else is printed as it is.
 *
 * Null and undefined print as nothing. Never throws: a template that is not well formed is printed as it was written.
 */
export function evaluate(text: unknown, data: unknown): string {
  if (text === null || text === undefined) return ''
  if (typeof text !== 'string') return print(text)
  return isExpression(text) ? render(templateOf(text), data) : text
}

/** Renders a template against data. */
export const render = (template: Template, data: unknown): string => renderAll(template, [data])

/** Parses the expression of an attribute: what follows its `=`. */
export function templateOf(expression: string): Template {
  const known = templates.get(expression)
  if (known) return known
  if (templates.size >= maxTemplates) templates.clear()
  const body = expression.slice(1)
  const parsed = parse(/^\S+$/.test(body) && !body.includes('{{') ? `{{${body}}}` : body)
  templates.set(expression, parsed)
  return parsed
}

/** Mustache without HTML escaping, partials and change of delimiters; and one function, `intl`. */
function parse(source: string): Template {
  const root: Part[] = []
  const open: { name: string; parts: Part[] }[] = [{ name: '', parts: root }]
  let end = 0
  for (const match of source.matchAll(tag)) {
    const parts = open.at(-1)?.parts ?? root
    if (match.index > end) parts.push({ kind: 'text', text: source.slice(end, match.index) })
    end = match.index + match[0].length
    const [, unescaped, sigil = '', body = ''] = match
    if (unescaped !== undefined) parts.push(valueOf(unescaped))
    else if (!applyTag(sigil, body, parts, open)) return [{ kind: 'text', text: source }]
  }
  if (open.length > 1) return [{ kind: 'text', text: source }]
  if (end < source.length) root.push({ kind: 'text', text: source.slice(end) })
  return root
}

/** False when a section is closed that was not open. */
function applyTag(sigil: string, body: string, parts: Part[], open: { name: string; parts: Part[] }[]): boolean {
  if (sigil === '#' || sigil === '^') {
    const inner: Part[] = []
    parts.push({ kind: 'section', name: body, inverted: sigil === '^', parts: inner })
    open.push({ name: body, parts: inner })
  } else if (sigil === '/') {
    return open.length > 1 && open.pop()?.name === body
  } else if (sigil === '' || sigil === '&') {
    parts.push(valueOf(body))
  }
  // Comments and partials print nothing.
  return true
}

function valueOf(body: string): Part {
  const [first, name, ...words] = body.split(/\s+/)
  if (first !== 'intl' || name === undefined) return { kind: 'value', name: body }
  return { kind: 'formatted', name, options: parseFormatOptions(words) }
}

const renderAll = (parts: readonly Part[], contexts: Contexts): string => {
  let text = ''
  for (const part of parts) text += renderOne(part, contexts)
  return text
}

function renderOne(part: Part, contexts: Contexts): string {
  if (part.kind === 'text') return part.text
  if (part.kind === 'value') return print(lookUp(part.name, contexts))
  if (part.kind === 'formatted') return formatValue(memberOf(contexts[0], part.name), part.options)
  const value = lookUp(part.name, contexts)
  const present = Array.isArray(value) ? value.length > 0 : Boolean(value)
  if (part.inverted) return present ? '' : renderAll(part.parts, contexts)
  if (!present) return ''
  const items: readonly unknown[] = Array.isArray(value) ? value : [value]
  return items.map((item) => renderAll(part.parts, [...contexts, item])).join('')
}

/** The innermost context that knows the first name decides, as in Mustache. */
function lookUp(name: string, contexts: Contexts): unknown {
  if (name === '.') return contexts.at(-1)
  const [first = '', ...rest] = name.split('.')
  const holder = contexts.findLast((context) => memberOf(context, first) !== undefined)
  return rest.reduce(memberOf, memberOf(holder, first))
}

/** Own members only: an expression must not reach `constructor`. */
const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined

function print(value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
