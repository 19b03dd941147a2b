import '../annotator/annotator.css'
import '../button/button.css'
import './text_annotator.css'
import { useState } from 'preact/hooks'
import { useClient } from '../../view/client_context.ts'
import { useNode } from '../../view/reactive.ts'
import { TagBar } from '../annotator/tag_bar.tsx'
import { useTag } from '../annotator/use_tag.ts'
import type { ComponentProps } from '../component.ts'
import { useInput } from '../input.ts'
import type { TextAnnotator, TextAnnotatorItem } from '../../vocabulary/text_annotator.ts'
import { isSame, marked, textOf, wordsAround, type Stretch } from './passage.ts'
import { Passage } from './passage_view.tsx'

/** A text whose parts can be marked. */
function TextAnnotatorView({ model, resets }: ComponentProps<TextAnnotator>) {
  const { name, title, trigger, readonly = false } = model
  const client = useClient()
  const tags = useNode(model.tags ?? [])
  const [items, enter] = useInput<TextAnnotatorItem[]>(name, [...(model.items ?? [])], resets)
  const [active, choose] = useTag(tags)
  const [smart, setSmart] = useState(true)
  const [said, say] = useState('')
  const put = (stretch: Stretch, tag: string | undefined): void => {
    const { from, to } = smart && tag !== undefined ? wordsAround(textOf(items), stretch) : stretch
    if (from >= to) return
    say(`${textOf(items).slice(from, to)}: ${tags.find((one) => one.name === tag)?.label ?? 'no mark'}`)
    const next = marked(items, { from, to }, tag)
    if (isSame(items, next)) return
    enter(next)
    if (trigger) client.push()
  }
  return (
    <div class="w-annotator" data-test={name} role="group" aria-label={title}>
      <h3 class="w-annotator-title">{title}</h3>
      {!readonly && (
        <>
          <TagBar tags={tags} active={active} onChoose={choose} />
          <div class="w-annotator-tools">
            <label class="w-tick">
              <input type="checkbox" checked={smart} onChange={({ currentTarget }) => setSmart(currentTarget.checked)} />
              Smart selection
            </label>
            <button type="button" class="w-link-button" disabled={items.every(({ tag }) => !tag)} onClick={() => put({ from: 0, to: textOf(items).length }, undefined)}>
              Remove all selections
            </button>
          </div>
        </>
      )}
      <Passage
        {...{ items, tags, title, readonly }}
        onMark={(stretch) => active !== undefined && put(stretch, active)}
        onClear={(stretch) => put(stretch, undefined)}
        onSelect={say}
      />
      <span class="w-sr" role="status">
        {said}
      </span>
    </div>
  )
}

export const views = { text_annotator: TextAnnotatorView }
