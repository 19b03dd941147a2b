import type { Point } from './shapes.ts'
import type { Tool } from './marks.ts'

/** What the keyboard does to a picture. */
export interface PictureActions {
  /** Is a polygon being drawn? */
  drawing: boolean
  setTool: (tool: Tool) => void
  nextTool: () => void
  nextTag: () => void
  selectAll: () => void
  copy: () => void
  paste: () => void
  removeSelected: () => void
  dropPoint: () => void
  move: (by: Point) => void
  finish: () => void
  cancel: () => void
}

type Action = (actions: PictureActions, event: KeyboardEvent) => void

const farPx = 10
const move =
  (x: number, y: number): Action =>
  (actions, { shiftKey }) => {
    const far = shiftKey ? farPx : 1
    actions.move({ x: x * far, y: y * far })
  }

const actionsByKey: Readonly<Record<string, Action>> = {
  s: ({ setTool }) => setTool('select'),
  r: ({ setTool }) => setTool('rect'),
  p: ({ setTool }) => setTool('polygon'),
  b: ({ nextTool }) => nextTool(),
  l: ({ nextTag }) => nextTag(),
  a: ({ selectAll }) => selectAll(),
  c: ({ copy }) => copy(),
  v: ({ paste }) => paste(),
  Delete: ({ removeSelected }) => removeSelected(),
  Backspace: ({ drawing, dropPoint, removeSelected }) => (drawing ? dropPoint() : removeSelected()),
  ArrowLeft: move(-1, 0),
  ArrowRight: move(1, 0),
  ArrowUp: move(0, -1),
  ArrowDown: move(0, 1),
  Enter: ({ finish }) => finish(),
  Escape: ({ cancel }) => cancel(),
}

/** What the keys do, for those who ask. */
export const help: readonly (readonly [keys: string, meaning: string])[] = [
  ['S', 'select'],
  ['R', 'rectangle'],
  ['P', 'polygon'],
  ['B', 'next tool'],
  ['L', 'next tag'],
  ['A', 'select all'],
  ['C, V', 'copy, paste'],
  ['Delete', 'remove what is selected'],
  ['Arrows', 'move by 1 pixel, with Shift by 10'],
  ['Enter', 'close the polygon'],
  ['Backspace', 'remove the last corner of a polygon'],
  ['Escape', 'cancel'],
  ['Wheel', 'zoom'],
]

/** Does what a key stands for. False when it stands for nothing here. */
export function pressKey(actions: PictureActions, event: KeyboardEvent): boolean {
  const { key } = event
  const action = actionsByKey[key.length === 1 ? key.toLowerCase() : key]
  if (!action || event.altKey) return false
  action(actions, event)
  return true
}
