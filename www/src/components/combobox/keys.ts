import type { ComboControls } from './use_combo.ts'

/** What a key does. False when it is for the field itself. */
type KeyAction = (combo: ComboControls, event: KeyboardEvent) => boolean

const move =
  (by: number): KeyAction =>
  (combo) => {
    if (combo.open) combo.highlightNext(by)
    else combo.toggle(true)
    return true
  }

const actions: Readonly<Record<string, KeyAction>> = {
  ArrowDown: move(1),
  ArrowUp: move(-1),
  Enter: (combo) => {
    if (combo.open && combo.highlighted !== undefined) combo.choose(combo.highlighted)
    else combo.commit()
    return true
  },
  Escape: (combo, event) => {
    if (!combo.open && combo.typed === undefined) return false
    // Whatever is around, such as a dialog, is not meant.
    event.stopPropagation()
    combo.revert()
    return true
  },
  Backspace: (combo) => {
    if (!combo.multiple || combo.text) return false
    combo.removeLast()
    return true
  },
}

export function pressKey(combo: ComboControls, event: KeyboardEvent): void {
  if (!event.isComposing && actions[event.key]?.(combo, event)) event.preventDefault()
}
