import type { Buffer, BufferBody, BufferJson, BufferKind } from './buffer.ts'
import { lowerCased } from '../json.ts'
import { CyclicBuf } from './cyclic.ts'
import { FixedBuf } from './fixed.ts'
import { ListBuf } from './listed.ts'
import { MapBuf } from './mapped.ts'

/** In order of precedence, should a declaration name several kinds. */
const kinds: [BufferKind, new (body: BufferBody) => Buffer][] = [
  ['c', CyclicBuf],
  ['f', FixedBuf],
  ['m', MapBuf],
  ['l', ListBuf],
]

/** Builds the buffer that is declared; nothing when none is. */
export function loadBuffer(json: BufferJson | null | undefined): Buffer | undefined {
  if (!json) return undefined
  const letters = lowerCased(json)
  for (const [kind, Kind] of kinds) {
    const body = letters[kind]
    // A copy, since several attributes may point at one declaration.
    if (body) return new Kind(structuredClone(lowerCased(body)))
  }
  return undefined
}

export const isBuffer = (value: unknown): value is Buffer =>
  value instanceof CyclicBuf || value instanceof FixedBuf || value instanceof MapBuf || value instanceof ListBuf
