import type { RefObject } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'

/** A place in the grid. The line of the head is -1. */
export interface Cell {
  line: number
  column: number
}

export const headLine = -1

export interface ActiveCell {
  active: Cell
  /** Takes the focus somewhere, or as near as there is something. */
  moveTo: (cell: Cell) => void
  /** To be called when something in the grid gets the focus. */
  onFocus: (event: FocusEvent) => void
}

/** Reads where an element of the grid is. */
export function cellAt(target: EventTarget | null): Cell | undefined {
  if (!(target instanceof Element)) return undefined
  const line = target.closest<HTMLElement>('[data-line]')?.dataset['line']
  const column = target.closest<HTMLElement>('[data-column]')?.dataset['column']
  return line === undefined ? undefined : { line: Number(line), column: Number(column ?? 0) }
}

/** The one cell of a grid that takes part in the tab order: the keyboard moves it around. */
export function useActiveCell(grid: RefObject<HTMLElement | null>, lines: number, columns: number): ActiveCell {
  const [cell, setCell] = useState<Cell>({ line: 0, column: 0 })
  const wanted = useRef(false)
  const clamp = ({ line, column }: Cell): Cell => ({
    line: Math.max(headLine, Math.min(line, lines - 1)),
    column: Math.max(0, Math.min(column, columns - 1)),
  })
  const active = clamp(cell)
  useLayoutEffect(() => {
    if (!wanted.current) return
    wanted.current = false
    const line = grid.current?.querySelector(`[data-line="${active.line}"]`)
    const element = line?.querySelector<HTMLElement>(`[data-column="${active.column}"]`) ?? line?.querySelector<HTMLElement>('[data-column]')
    element?.focus({ preventScroll: true })
    element?.scrollIntoView?.({ block: 'nearest', inline: 'nearest' })
  })
  return {
    active,
    moveTo: (next) => {
      wanted.current = true
      setCell(clamp(next))
    },
    onFocus: ({ target }) => {
      const at = cellAt(target)
      if (at && (at.line !== active.line || at.column !== active.column)) setCell(at)
    },
  }
}
