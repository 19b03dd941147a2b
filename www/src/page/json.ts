/** Any JSON value. */
export type Json = null | boolean | number | string | Json[] | JsonObject
export interface JsonObject {
  [key: string]: Json
}

/** Something with members: an object or an array. */
export type Container = JsonObject | Json[]

/** Is this a JSON object? Buffers, which live among the JSON of a card, are not. */
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype

const integer = /^[+-]?[0-9]+$/
const int64 = { min: -(2n ** 63n), max: 2n ** 63n - 1n }

/** The integer that a path segment spells, if it spells one of at most 64 bits: `7`, `+7`, `007`, `-0`, not `7.0`. */
export function toInteger(segment: string): number | undefined {
  if (!integer.test(segment)) return undefined
  const number = Number(segment)
  if (Number.isSafeInteger(number)) return number + 0 // Not -0.
  const exact = BigInt(segment.replace(/^\+/, ''))
  return exact >= int64.min && exact <= int64.max ? number : undefined
}

/** The index that a path segment spells, if it lies within a list of that length. */
export function toIndex(segment: string, length: number): number | undefined {
  const index = toInteger(segment)
  return index !== undefined && index >= 0 && index < length ? index : undefined
}

/** The own member of that name. Inherited ones, such as `constructor`, are not part of a page. */
export const member = (object: JsonObject, name: string): Json | undefined =>
  Object.hasOwn(object, name) ? object[name] : undefined

/** Assigns an own member, even one called `__proto__`. */
export function setMember(object: Record<string, unknown>, name: string, value: unknown): void {
  if (name === '__proto__')
    Object.defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true })
  else object[name] = value
}

const upperCase = /[A-Z]/

/** The object with its letters in lower case, which is how ops and buffers may not be written but must be read. [D17] */
export function lowerCased<T extends object>(letters: T): T {
  if (!Object.keys(letters).some((letter) => upperCase.test(letter))) return letters
  return Object.fromEntries(Object.entries(letters).map(([letter, value]) => [letter.toLowerCase(), value])) as T
}
