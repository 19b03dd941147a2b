/** What the keyboard does to a recording. Each says whether there was anything to do. */
export interface RecordingActions {
  /** Moves the mark that is selected, by seconds. */
  move: (by: number) => boolean
  /** Moves the end of the mark that is selected, by seconds. */
  stretch: (by: number) => boolean
  /** Goes to another moment of the recording, by seconds. */
  go: (by: number) => boolean
  /** Begins a mark at the moment the player is at, and ends it at another one. */
  mark: () => boolean
  selectNext: () => boolean
  removeSelected: () => boolean
  cancel: () => boolean
}

type Action = (actions: RecordingActions, event: KeyboardEvent) => boolean

/** How far a key moves a mark, in seconds. */
const stepSeconds = 0.1
/** How far a key goes with Shift where it moves no mark, in seconds. */
const farSeconds = 1

const arrow =
  (direction: 1 | -1): Action =>
  ({ move, stretch, go }, { shiftKey }) =>
    (shiftKey ? stretch : move)(direction * stepSeconds) || go(direction * (shiftKey ? farSeconds : stepSeconds))

const actionsByKey: Readonly<Record<string, Action>> = {
  ArrowLeft: arrow(-1),
  ArrowRight: arrow(1),
  ' ': ({ mark }) => mark(),
  Enter: ({ selectNext }) => selectNext(),
  Delete: ({ removeSelected }) => removeSelected(),
  Backspace: ({ removeSelected }) => removeSelected(),
  Escape: ({ cancel }) => cancel(),
}

/** What the keys do, in a sentence. */
export const help =
  'Left and right go through the recording, with Shift faster; Space begins a mark there and ends it. ' +
  'Enter selects the next mark: then left and right move it, with Shift its end; Delete removes it, Escape leaves it.'

/** Does what a key stands for. False when that is nothing here and now. */
export function pressKey(actions: RecordingActions, event: KeyboardEvent): boolean {
  const isOthers = event.altKey || event.ctrlKey || event.metaKey
  return !isOthers && (actionsByKey[event.key]?.(actions, event) ?? false)
}
