import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export type Kind = 'cards' | 'components' | 'parts'

/** The attributes of everything that authors can put on a page, by what it is called. */
export const vocabulary = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../../tests/vectors/vocabulary.json'), 'utf8'),
) as Readonly<Record<Kind, Readonly<Record<string, readonly string[]>>>>
