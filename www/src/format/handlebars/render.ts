import { TemplateInvalid } from './errors.ts'
import type { Call, Expression } from './expression.ts'
import { parse, type Block, type Node } from './parse.ts'
import { inside, lookUp, memberOf, rootScope, type Scope } from './scope.ts'

const templates = new Map<string, readonly Node[]>()
const maxTemplates = 100
/** Partials may use one another; not for ever. */
const maxDepth = 50

/** Renders a Handlebars template. Throws `TemplateInvalid` when it makes no sense. */
export function renderTemplate(source: string, data: unknown): string {
  let nodes = templates.get(source)
  if (!nodes) {
    if (templates.size >= maxTemplates) templates.clear()
    templates.set(source, (nodes = parse(source)))
  }
  return renderAll(nodes, rootScope(data))
}

const renderAll = (nodes: readonly Node[], scope: Scope, depth = 0): string => {
  let text = ''
  for (const node of nodes) text += renderOne(node, scope, depth)
  return text
}

function renderOne(node: Node, scope: Scope, depth: number): string {
  switch (node.kind) {
    case 'text':
      return node.text
    case 'print': {
      const text = print(valueOf({ kind: 'call', call: node.call }, scope))
      return node.raw ? text : escape(text)
    }
    case 'inline':
      scope.partials.set(String(valueOf(node.call.args[0] ?? node.call.head, scope)), node.body)
      return ''
    case 'partial':
      return renderPartial(node.call, scope, depth)
    case 'block':
      return renderBlock(node, scope, depth)
  }
}

function renderPartial({ head, name, args, named }: Call, scope: Scope, depth: number): string {
  const chosen = head.kind === 'path' ? name : print(valueOf(head, scope))
  const body = scope.partials.get(chosen)
  if (!body) throw new TemplateInvalid(`There is no partial “${chosen}”.`)
  if (depth > maxDepth) throw new TemplateInvalid(`The partial “${chosen}” uses itself without end.`)
  const context = args[0] ? valueOf(args[0], scope) : scope.context
  const more = Object.entries(named).map(([key, value]) => [key, valueOf(value, scope)] as const)
  return renderAll(body, inside(scope, more.length ? { ...Object(context), ...Object.fromEntries(more) } : context), depth + 1)
}

type BlockHelper = (block: Block, scope: Scope, depth: number) => string

const blockHelpers: Readonly<Record<string, BlockHelper>> = {
  if: (block, scope, depth) => renderAll(isTrue(block.call, scope) ? block.body : block.otherwise, scope, depth),
  unless: (block, scope, depth) => renderAll(isTrue(block.call, scope) ? block.otherwise : block.body, scope, depth),
  each: (block, scope, depth) => renderEach(block, firstOf(block.call, scope), scope, depth),
  with: (block, scope, depth) => renderWith(block, firstOf(block.call, scope), scope, depth),
}

function renderBlock(block: Block, scope: Scope, depth: number): string {
  const { name, args } = block.call
  const helper = Object.hasOwn(blockHelpers, name) ? blockHelpers[name] : undefined
  if (helper && args.length) return helper(block, scope, depth)
  // Without a helper of that name, it is a value that decides, as in Mustache.
  const value = valueOf({ kind: 'call', call: block.call }, scope)
  if (value === true) return renderAll(block.body, scope, depth)
  if (Array.isArray(value)) return renderEach(block, value, scope, depth)
  return renderWith(block, value === false ? undefined : value, scope, depth, (found) => found !== null && found !== undefined)
}

function isTrue({ args, named }: Call, scope: Scope): boolean {
  const value = args[0] && valueOf(args[0], scope)
  return !isEmpty(value) || (value === 0 && named['includeZero'] !== undefined && Boolean(valueOf(named['includeZero'], scope)))
}

const firstOf = ({ args }: Call, scope: Scope): unknown => args[0] && valueOf(args[0], scope)
const isEmpty = (value: unknown): boolean => !value || (Array.isArray(value) && value.length === 0)

function renderWith({ call, body, otherwise }: Block, value: unknown, scope: Scope, depth: number, has = (found: unknown): boolean => !isEmpty(found) || found === 0): string {
  if (!has(value)) return renderAll(otherwise, scope, depth)
  const [name] = call.locals
  return renderAll(body, inside(scope, value, {}, name ? { [name]: value } : {}), depth)
}

function renderEach({ call, body, otherwise }: Block, value: unknown, scope: Scope, depth: number): string {
  const isList = Array.isArray(value)
  const entries: [string, unknown][] = typeof value === 'object' && value !== null ? Object.entries(value) : []
  if (!entries.length) return renderAll(otherwise, scope, depth)
  const [itemName, keyName] = call.locals
  return entries
    .map(([name, item], index) => {
      const key = isList ? index : name
      const special = { index, key, first: index === 0, last: index === entries.length - 1 }
      const locals = { ...(itemName && { [itemName]: item }), ...(keyName && { [keyName]: key }) }
      return renderAll(body, inside(scope, item, special, locals), depth)
    })
    .join('')
}

const helpers: Readonly<Record<string, (args: readonly unknown[]) => unknown>> = {
  lookup: ([object, name]) => memberOf(object, String(name)),
  if: ([condition, yes, no]) => (isEmpty(condition) ? no : yes),
  // Would write to the console, which is nobody's business but the author's.
  log: () => '',
}

function valueOf(expression: Expression, scope: Scope): unknown {
  if (expression.kind === 'literal') return expression.value
  if (expression.kind === 'path') return lookUp(scope, expression)
  const { head, name, args, named } = expression.call
  if (!args.length && !Object.keys(named).length) return valueOf(head, scope)
  const helper = Object.hasOwn(helpers, name) ? helpers[name] : undefined
  if (!helper) throw new TemplateInvalid(`There is no helper “${name}”.`)
  return helper(args.map((arg) => valueOf(arg, scope)))
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#x27;', '`': '&#x60;', '=': '&#x3D;' }

const escape = (text: string): string => text.replace(/[&<>"'`=]/g, (letter) => entities[letter] ?? letter)
const print = (value: unknown): string => (value === null || value === undefined ? '' : String(value))
