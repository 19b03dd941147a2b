import { isObject, setMember, type Container, type Json } from './json.ts'
import type { Touch } from './path.ts'

/**
 * Makes a container equal to another one, in place: what is the same stays the same object, and only what differs is
 * touched. Says whether anything did.
 */
export function merge(target: Container, source: Container, touch: Touch): boolean {
  const changed = Array.isArray(target) ? mergeList(target, source as Json[], touch) : mergeObject(target, source as typeof target, touch)
  if (changed) touch(target)
  return changed
}

function mergeList(target: Json[], source: readonly Json[], touch: Touch): boolean {
  let changed = target.length !== source.length
  target.length = Math.min(target.length, source.length)
  source.forEach((value, index) => {
    const merged = mergeNested(target[index], value, touch)
    if (merged === 'other') target[index] = value
    changed ||= merged !== 'same'
  })
  return changed
}

function mergeObject(target: Record<string, Json>, source: Readonly<Record<string, Json>>, touch: Touch): boolean {
  let changed = false
  for (const name of Object.keys(target)) {
    if (Object.hasOwn(source, name)) continue
    delete target[name]
    touch(target, name)
    changed = true
  }
  for (const [name, value] of Object.entries(source)) {
    const merged = mergeNested(Object.hasOwn(target, name) ? target[name] : undefined, value, touch)
    if (merged === 'other') {
      setMember(target, name, value)
      touch(target, name)
    }
    changed ||= merged !== 'same'
  }
  return changed
}

/** Are both the same; has the first been made so; or does the second have to take its place? Buffers always do. */
function mergeNested(target: Json | undefined, source: Json, touch: Touch): 'same' | 'merged' | 'other' {
  if (target === source) return 'same'
  const alike = (isObject(target) && isObject(source)) || (Array.isArray(target) && Array.isArray(source))
  if (!alike) return 'other'
  return merge(target, source, touch) ? 'merged' : 'same'
}
