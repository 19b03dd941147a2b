import type { Expression } from './expression.ts'
import type { Node } from './parse.ts'

/** What names mean at some place of a template. */
export interface Scope {
  readonly context: unknown
  readonly outer: Scope | undefined
  /** What a block says of itself: `@index`, `@key`, `@first`, `@last`; `@root` is the data as a whole. */
  readonly special: Readonly<Record<string, unknown>>
  readonly locals: Readonly<Record<string, unknown>>
  readonly partials: Map<string, readonly Node[]>
}

export const rootScope = (data: unknown): Scope => ({
  context: data,
  outer: undefined,
  special: { root: data },
  locals: {},
  partials: new Map(),
})

/** The scope inside of a block about something else. */
export const inside = (outer: Scope, context: unknown, special: Record<string, unknown> = {}, locals: Record<string, unknown> = {}): Scope => ({
  context,
  outer,
  special: { ...outer.special, ...special },
  locals: { ...outer.locals, ...locals },
  partials: new Map(outer.partials),
})

export function lookUp(scope: Scope, { up, special, names }: Extract<Expression, { kind: 'path' }>): unknown {
  let at: Scope | undefined = scope
  for (let steps = up; steps > 0 && at; steps--) at = at.outer
  if (!at) return undefined
  const [first = '', ...rest] = names
  if (special) return rest.reduce(memberOf, memberOf(at.special, first))
  if (up === 0 && Object.hasOwn(at.locals, first)) return rest.reduce(memberOf, at.locals[first])
  return names.reduce(memberOf, at.context)
}

/** Own members only: a template must not reach `constructor`. */
export const memberOf = (value: unknown, name: string): unknown =>
  value !== null && value !== undefined && Object.hasOwn(Object(value), name) ? (Object(value) as Record<string, unknown>)[name] : undefined
