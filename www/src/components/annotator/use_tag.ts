import { useState } from 'preact/hooks'
import type { TextAnnotatorTag as AnnotatorTag } from '../../vocabulary/text_annotator.ts'

/** The tag in hand: the first one, until the user takes another; and again when that one is no longer there. */
export function useTag(tags: readonly AnnotatorTag[]): [active: string | undefined, choose: (name: string) => void] {
  const [chosen, choose] = useState<string | undefined>()
  const active = tags.some(({ name }) => name === chosen) ? chosen : tags[0]?.name
  return [active, choose]
}
