import { useRef, useState } from 'preact/hooks'
import type { Client } from '../../client.ts'
import type { Table } from '../../vocabulary/table.ts'
import type { Group } from './lines.ts'

export interface Grouping {
  /** The groups that the user has opened or closed. */
  toggled: ReadonlySet<string>
  /** Are there groups, and are they all open? */
  groupsOpen: boolean | undefined
  onToggleGroup: (label: string) => void
  onToggleGroups: () => void
}

const untouched: ReadonlySet<string> = new Set()

/** Which groups are open: as the app wants it, until the user wants it otherwise. Other groups begin anew. */
export function useGroups({ name, events, groups: given }: Table, groupBy: string, groups: readonly Group[] | undefined, client: Client): Grouping {
  const [, redraw] = useState(0)
  const kind = JSON.stringify(given?.map(({ label, collapsed }) => [label, collapsed]) ?? groupBy)
  const state = useRef({ kind, toggled: untouched })
  if (state.current.kind !== kind) state.current = { kind, toggled: untouched }
  const { toggled } = state.current
  const closed = groups?.filter(({ label, collapsed }) => collapsed !== toggled.has(label))

  const toggle = (affected: readonly string[]): void => {
    const next = new Set(toggled)
    for (const label of affected) if (!next.delete(label)) next.add(label)
    state.current.toggled = next
    redraw((count) => count + 1)
    if (events?.includes('group_change')) client.emit(name, 'group_change', [...affected])
  }
  return {
    toggled,
    groupsOpen: closed && !closed.length,
    onToggleGroup: (label) => toggle([label]),
    onToggleGroups: () => toggle((closed?.length ? closed : (groups ?? [])).map(({ label }) => label)),
  }
}
