import { useRef, useState } from 'preact/hooks'
import { useClient } from '../../view/client_context.ts'
import { useTag } from '../annotator/use_tag.ts'
import { useInput } from '../input.ts'
import * as edits from './marks.ts'
import type { Marks, Tool } from './marks.ts'
import type { ImageAnnotator } from '../../vocabulary/image_annotator.ts'
import { normalised, type Mark, type Point, type Size } from './shapes.ts'

export interface Picture {
  marks: Marks
  tool: Tool
  tools: readonly Tool[]
  tag: string | undefined
  /** Of the picture, once it is known. */
  size: Size
  setSize: (size: Size) => void
  setTool: (tool: Tool) => void
  setTag: (tag: string) => void
  /** Puts something else in place of what is there. While a change goes on, the app hears nothing of it. */
  put: (marks: Marks) => void
  /** Tells the app what has come of a change. */
  settle: () => void
  /** Puts, and tells. */
  change: (marks: Marks) => void
  copy: () => void
  paste: () => void
  emit: (event: 'click' | 'tool_change', data: string | Point) => void
}

/** What is on a picture, and the tools in the user's hands. */
export function usePicture(model: ImageAnnotator, resets: number | undefined): Picture {
  const { name, trigger, events, allowed_shapes, tags = [] } = model
  const client = useClient()
  const [items, enter] = useInput<Mark[]>(name, normalised(model.items ?? []), resets)
  const [size, setSize] = useState<Size>({ width: 0, height: 0 })
  const available = edits.toolsFor(allowed_shapes)
  const [chosen, setChosen] = useState<Tool>(() => edits.firstTool(available, items))
  const tool = available.includes(chosen) ? chosen : edits.firstTool(available, items)
  const [tag, setTag] = useTag(tags)
  const copies = useRef<Mark[]>([])
  const { current, put } = useRest(items, resets)
  const emit: Picture['emit'] = (event, data) => {
    if (events?.includes(event)) client.emit(name, event, data as never)
  }
  // What is seen may be ahead of what was last drawn: several things can happen between two drawings.
  const marks: Marks = { items, ...current() }
  const putAll = (next: Marks): void => {
    put(next)
    if (next.items !== marks.items) enter(normalised(next.items))
  }
  const settle = (): void => {
    if (trigger) client.push()
  }
  return {
    ...{ marks, tool, tools: available, tag, size, setSize, emit, settle },
    put: putAll,
    change: (next) => {
      const isNews = next.items !== marks.items
      putAll(next)
      if (isNews) settle()
    },
    setTool: (next) => {
      if (next === tool || !available.includes(next)) return
      setChosen(next)
      put(edits.unpicked(marks))
      emit('tool_change', next)
    },
    setTag: (next) => {
      setTag(next)
      if (!marks.selected.size) return
      putAll(edits.retagged(marks, next))
      settle()
    },
    copy: () => void (copies.current = marks.items.filter((_, place) => marks.selected.has(place))),
    paste: () => {
      if (!copies.current.length) return
      putAll(edits.pasted(marks, copies.current, size))
      settle()
    },
  }
}

type Rest = Pick<Marks, 'selected' | 'draft'>
const nothing: Rest = { selected: new Set(), draft: [] }

/** What is selected and half drawn. It is about the items there are: where the app sets others, it begins anew. */
function useRest(items: readonly Mark[], resets = 0): { current: () => Rest; put: (marks: Marks) => void } {
  const [, redraw] = useState(0)
  const state = useRef({ count: items.length, resets, rest: nothing })
  if (state.current.count !== items.length || state.current.resets !== resets) state.current = { count: items.length, resets, rest: nothing }
  return {
    current: () => state.current.rest,
    put: ({ items: next, selected, draft }) => {
      state.current = { count: next.length, resets, rest: { selected, draft } }
      redraw((count) => count + 1)
    },
  }
}
