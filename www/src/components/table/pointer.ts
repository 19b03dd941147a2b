import type { TargetedMouseEvent, TargetedPointerEvent } from 'preact'
import type { GridProps } from './grid.tsx'
import { invokeRow } from './grid_actions.ts'
import type { Line } from './lines.ts'
import { cellAt } from './use_active_cell.ts'

/** In these, a click is theirs. */
const controls = 'button, a, input, [role=menu], .w-menu-positioner'

type MouseAction = (event: TargetedMouseEvent<HTMLElement>) => void
type PointerAction = (event: TargetedPointerEvent<HTMLElement>) => void

interface PointerActions {
  onClick: MouseAction
  onDblClick: MouseAction
  onPointerDown: PointerAction
  onPointerOver: PointerAction
  onPointerUp: () => void
}

const within = (target: EventTarget | null, selector: string): Element | null => (target instanceof Element ? target.closest(selector) : null)

/** What the mouse does to rows: one handler for all of them. */
export function pointerActions(props: GridProps): PointerActions {
  const { model, client, lines, selection, onToggleGroup } = props
  const lineAt = (target: EventTarget | null): { index: number; line: Line } | undefined => {
    const index = cellAt(target)?.line ?? -1
    const line = lines[index]
    return line && { index, line }
  }
  return {
    onClick: ({ target, ctrlKey, metaKey, shiftKey }) => {
      const at = lineAt(target)
      if (!at) return
      const { index, line } = at
      if (line.group !== undefined) return onToggleGroup(line.group)
      if (within(target, '[data-go]')) return client.submit(model.name, [line.row.name])
      if (within(target, '.w-table-tick')) return shiftKey ? selection.pick(index, { adding: true, extending: true }) : selection.toggle(index)
      if (!within(target, controls)) selection.pick(index, { adding: ctrlKey || metaKey, extending: shiftKey })
    },
    onDblClick: ({ target }) => {
      const line = lineAt(target)?.line
      if (line && line.group === undefined && !within(target, controls)) invokeRow(props, line.row.name)
    },
    onPointerDown: ({ target, button, pointerType }) => {
      const at = lineAt(target)
      if (at && button === 0 && pointerType === 'mouse' && !within(target, controls)) selection.dragFrom(at.index)
    },
    onPointerOver: ({ target, buttons }) => {
      const at = lineAt(target)
      if (buttons !== 1) selection.drop()
      else if (at) selection.dragTo(at.index)
    },
    onPointerUp: selection.drop,
  }
}
