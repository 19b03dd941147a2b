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
  /** Of the picture. Undefined until it is loaded: nothing can be put on it before. */
  size: Size | undefined
  setSize: (size: Size | undefined) => void
  /** Where a hand is: the pointer while something is drawn, or the place that the arrow keys move. */
  hand: Point | undefined
  setHand: (hand: Point | undefined) => void
  setTool: (tool: Tool) => void
  setTag: (tag: string) => void
  /** Puts something else in place of what is there. While a change goes on, the app hears nothing of it. */
  put: (marks: Marks) => void
  /** Tells the app what has come of a change, if anything has. */
  settle: (before: Marks, after: Marks) => void
  /** Puts, and tells. False when there is nothing new in it. */
  change: (marks: Marks) => boolean
  /** False when nothing is selected. */
  copy: () => boolean
  /** False when nothing was copied. */
  paste: () => boolean
  emit: (event: 'click' | 'tool_change', data: string | Point) => void
}

/** A picture that is loaded. */
export type LoadedPicture = Picture & { size: Size }

export const isLoaded = (picture: Picture): picture is LoadedPicture => picture.size !== undefined

/** What is on a picture, and the tools in the user's hands. */
export function usePicture(model: ImageAnnotator, resets: number | undefined): Picture {
  const { name, trigger, events, allowed_shapes, image, tags = [] } = model
  const client = useClient()
  const [items, enter] = useInput<Mark[]>(name, normalised(model.items ?? []), resets)
  const [measured, setMeasured] = useState<{ of: string; size: Size | undefined }>()
  // That of another picture says nothing of this one.
  const size = measured && measured.of === image ? measured.size : undefined
  const [hand, setHand] = useState<Point | undefined>()
  const available = edits.toolsFor(allowed_shapes)
  const [chosen, setChosen] = useState<Tool>(() => edits.firstTool(available, items))
  const tool = available.includes(chosen) ? chosen : edits.firstTool(available, items)
  const [tag, setTag] = useTag(tags)
  const copies = useRef<Mark[]>([])
  const { current, put } = useRest(items, resets)
  const emit: Picture['emit'] = (event, data) => {
    if (events?.includes(event)) client.emit(name, event, typeof data === 'string' ? data : { ...data })
  }
  // What is seen may be ahead of what was last drawn: several things can happen between two drawings.
  const marks: Marks = { items, ...current() }
  const putAll = (next: Marks): void => {
    put(next)
    if (next.items !== marks.items) enter(normalised(next.items))
  }
  const settle: Picture['settle'] = (before, after) => {
    if (trigger && !edits.isSame(before, after)) client.push()
  }
  const change = (next: Marks): boolean => {
    if (next === marks) return false
    putAll(next)
    settle(marks, next)
    return true
  }
  return {
    ...{ marks, tool, tools: available, tag, size, hand, setHand, emit, settle, change },
    setSize: (next) => setMeasured({ of: image, size: next }),
    put: putAll,
    setTool: (next) => {
      if (next === tool || !available.includes(next)) return
      setChosen(next)
      put(edits.unpicked(marks))
      emit('tool_change', next)
    },
    setTag: (next) => {
      setTag(next)
      change(edits.retagged(marks, next))
    },
    copy: () => {
      if (!marks.selected.size) return false
      copies.current = marks.items.filter((_, place) => marks.selected.has(place))
      return true
    },
    paste: () => size !== undefined && copies.current.length > 0 && change(edits.pasted(marks, copies.current, size)),
  }
}

type Rest = Pick<Marks, 'selected' | 'draft' | 'corner'>
const nothing: Rest = { selected: new Set(), draft: [] }

/** What is selected and half drawn. It is about the items there are: where the app sets others, it begins anew. */
function useRest(items: readonly Mark[], resets = 0): { current: () => Rest; put: (marks: Marks) => void } {
  const [, redraw] = useState(0)
  const state = useRef({ count: items.length, resets, rest: nothing })
  if (state.current.count !== items.length || state.current.resets !== resets) state.current = { count: items.length, resets, rest: nothing }
  return {
    current: () => state.current.rest,
    put: ({ items: next, selected, draft, corner }) => {
      state.current = { count: next.length, resets, rest: { selected, draft, corner } }
      redraw((count) => count + 1)
    },
  }
}
