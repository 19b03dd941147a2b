import type { Point } from './shapes.ts'
import type { Tool } from './marks.ts'

/** What the keyboard does to a picture. Each says whether there was anything to do. */
export interface PictureActions {
  setTool: (tool: Tool) => boolean
  nextTool: () => boolean
  nextTag: () => boolean
  selectAll: () => boolean
  copy: () => boolean
  paste: () => boolean
  removeSelected: () => boolean
  /** Takes back the last corner of what is being drawn. */
  dropPoint: () => boolean
  /** Moves what is selected, or else the place where the next corner is set. */
  move: (by: Point) => boolean
  /** Sets a corner there; of what is selected, takes the next one in hand. */
  corner: () => boolean
  /** Closes what is being drawn, or else selects the next mark. */
  finish: () => boolean
  cancel: () => boolean
}

type Action = (actions: PictureActions, event: KeyboardEvent) => boolean

const farPx = 10
const move =
  (x: number, y: number): Action =>
  (actions, { shiftKey }) => {
    const far = shiftKey ? farPx : 1
    return actions.move({ x: x * far, y: y * far })
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
  Backspace: ({ dropPoint, removeSelected }) => dropPoint() || removeSelected(),
  ArrowLeft: move(-1, 0),
  ArrowRight: move(1, 0),
  ArrowUp: move(0, -1),
  ArrowDown: move(0, 1),
  ' ': ({ corner }) => corner(),
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
  ['Arrows', 'move by 1 pixel, with Shift by 10: what is selected, its corner in hand, or the cross to draw with'],
  ['Space', 'set a corner at the cross; take the next corner in hand of what is selected'],
  ['Enter', 'close what is drawn; select the next mark'],
  ['Backspace', 'take back the last corner'],
  ['Escape', 'cancel'],
  ['Wheel, two fingers', 'zoom'],
]

/** What these keys stand for everywhere, with Control or Command, they do here for marks. All others with those are the browser's. */
const shortcuts: ReadonlySet<string> = new Set(['a', 'c', 'v'])

/** Does what a key stands for. False when that is nothing here and now. */
export function pressKey(actions: PictureActions, event: KeyboardEvent): boolean {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  const isOthers = event.altKey || ((event.ctrlKey || event.metaKey) && !shortcuts.has(key))
  return !isOthers && (actionsByKey[key]?.(actions, event) ?? false)
}
