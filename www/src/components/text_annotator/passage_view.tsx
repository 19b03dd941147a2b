import { useId, useRef } from 'preact/hooks'
import { toCssColor } from '../../view/css.ts'
import { Icon } from '../../view/icon.tsx'
import type { TextAnnotatorTag as AnnotatorTag } from '../../vocabulary/text_annotator.ts'
import type { TextAnnotatorItem } from '../../vocabulary/text_annotator.ts'
import { runsOf, textOf, wordsOf, type Run, type Stretch } from './passage.ts'
import { select, selected } from './selection.ts'
import { usePointer } from './use_pointer.ts'

interface Props {
  items: readonly TextAnnotatorItem[]
  tags: readonly AnnotatorTag[]
  title: string
  readonly: boolean
  onMark: (stretch: Stretch) => void
  onClear: (stretch: Stretch) => void
  /** Words were selected with the keyboard. */
  onSelect: (words: string) => void
}

/** The text and its marks. What is selected in it is marked: with the mouse at once, with the keyboard on Enter. */
export function Passage({ items, tags, title, readonly, onMark, onClear, onSelect }: Props) {
  const area = useRef<HTMLDivElement>(null)
  const help = useId()
  const follow = usePointer(area, onMark)
  const mark = (): void => {
    const stretch = area.current && selected(area.current)
    if (stretch) onMark(stretch)
    getSelection()?.removeAllRanges()
  }
  const press = useKeys(area, items, { mark, onClear, onSelect })
  const runs = runsOf(items).map((run) => (
    <RunView key={run.from} run={run} tag={tags.find(({ name }) => name === run.tag)} {...(!readonly && { onClear: () => onClear(run) })} />
  ))
  if (readonly) return <div class="w-passage">{runs}</div>
  // Not an application: readers of the screen would not read what is in it.
  return (
    <>
      <div
        ref={area}
        class="w-passage w-passage-open"
        role="group"
        aria-label={`Text of ${title}`}
        aria-describedby={help}
        tabIndex={0}
        onPointerDown={(event) => event.button === 0 && !isRemove(event.target) && follow(event)}
        onKeyDown={press}
      >
        {runs}
      </div>
      <span id={help} hidden>
        Arrow keys select words, Shift adds more, Enter marks, Delete removes marks.
      </span>
    </>
  )
}

const isRemove = (target: EventTarget | null): boolean => target instanceof Element && target.closest('button') !== null

interface RunProps {
  run: Run
  tag: AnnotatorTag | undefined
  onClear?: () => void
}

/** Some text; on a colour where it is marked. A tag that nobody knows is none. */
function RunView({ run: { text, from }, tag, onClear }: RunProps) {
  if (!tag) return <span data-from={from}>{text}</span>
  return (
    <mark class="w-mark w-on-ground" style={{ '--w-tag': toCssColor(tag.color) }} title={tag.label}>
      <span data-from={from}>{text}</span>
      {onClear && (
        <button type="button" class="w-mark-remove" tabIndex={-1} aria-label={`Remove the mark ${tag.label} from ${text}`} onClick={onClear}>
          <Icon name="Cancel" />
        </button>
      )}
    </mark>
  )
}

const steps: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }

interface KeyActions extends Pick<Props, 'onClear' | 'onSelect'> {
  mark: () => void
}

/** Words are selected with the arrow keys: the first that was, and how far it went from there. */
function useKeys(area: { current: HTMLElement | null }, items: readonly TextAnnotatorItem[], { mark, onClear, onSelect }: KeyActions) {
  const cursor = useRef({ anchor: -1, head: -1 })
  return (event: KeyboardEvent): void => {
    const { current } = area
    const text = textOf(items)
    const words = wordsOf(text)
    const step = steps[event.key]
    if (!current || !words.length || event.altKey || event.ctrlKey || event.metaKey) return
    if (step !== undefined) {
      const head = Math.max(0, Math.min(words.length - 1, cursor.current.head + step))
      cursor.current = { head, anchor: event.shiftKey && cursor.current.anchor >= 0 ? cursor.current.anchor : head }
      const [first, last] = [Math.min(head, cursor.current.anchor), Math.max(head, cursor.current.anchor)]
      const stretch = { from: words[first]?.from ?? 0, to: words[last]?.to ?? 0 }
      select(current, stretch)
      onSelect(text.slice(stretch.from, stretch.to))
    } else if (event.key === 'Enter' || event.key === ' ') mark()
    else if (event.key === 'Delete' || event.key === 'Backspace') {
      const stretch = selected(current)
      if (stretch) onClear(stretch)
    } else return
    event.preventDefault()
  }
}
