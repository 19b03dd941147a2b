import { fieldOf } from '../grammar/channel.ts'
import { boundPositions } from '../grammar/layer.ts'
import type { Hover } from './hit.ts'
import type { Scene } from '../scene.ts'
import { cellText, fullTimeText } from '../scale/tick_text.ts'
import { timeOf } from '../scale/cell.ts'

/** The rows under the pointer, as text. */
export interface Tooltip {
  /** What the rows have in common: their key. */
  readonly title: string | undefined
  readonly fields: readonly string[]
  readonly rows: readonly TooltipRow[]
  /** How many more rows there are than are shown. */
  readonly omitted: number
}

export interface TooltipRow {
  readonly color: string
  /** One per field. */
  readonly cells: readonly string[]
}

const maxRows = 12

/** Lists every field of some rows. Those that were found by their key have it as their title. */
export function tooltipOf(scene: Scene, { rows, key }: Hover): Tooltip {
  const { table } = scene
  const keyField = key === undefined ? undefined : keyFieldOf(scene)
  const shared = keyField !== undefined && rows.length > 0 && isSame(table.column(keyField), rows) ? keyField : undefined
  const fields = table.fields.filter((field) => field !== shared)
  const print = printers(scene)
  const shown = rows.slice(0, maxRows)
  return {
    title: shared === undefined ? undefined : print(shared, table.column(shared)?.[rows[0] ?? -1]),
    fields,
    rows: shown.map((row) => ({ color: colorOf(scene, row), cells: fields.map((field) => print(field, table.column(field)?.[row])) })),
    omitted: rows.length - shown.length,
  }
}

/** The tooltip in one sentence, for those who hear it. */
export function sentenceOf({ title, fields, rows, omitted }: Tooltip): string {
  const parts = rows.map(({ cells }) => cells.map((cell, place) => `${fields[place] ?? ''} ${cell}`).join(', '))
  return [title, ...parts, omitted ? `and ${omitted} more` : undefined].filter(Boolean).join('; ')
}

/** Prints cells as their axes do: with the format of the author, or as times. */
export function printers({ plan, layers }: Pick<Scene, 'plan' | 'layers'>): (field: string, cell: unknown) => string {
  const formats = new Map<string, (cell: unknown) => string>()
  for (const { encoding } of layers) {
    for (const dimension of ['key', 'value'] as const) {
      for (const { field, format } of boundPositions(encoding.layer[dimension])) {
        const usual = plan[dimension].kind === 'time' ? timeText : undefined
        const print = format ?? usual
        if (print && !formats.has(field)) formats.set(field, print)
      }
    }
  }
  return (field, cell) => (cell === null || cell === undefined ? '' : (formats.get(field) ?? plain)(cell))
}

const timeText = (cell: unknown): string => {
  const time = timeOf(cell)
  return Number.isNaN(time) ? String(cell) : fullTimeText(time)
}

const plain = (cell: unknown): string => (typeof cell === 'object' ? JSON.stringify(cell) : cellText(cell))

function keyFieldOf({ plan }: Scene): string | undefined {
  for (const layer of plan.layers) {
    const field = layer.kind === 'geometry' ? fieldOf(layer.key.at) : undefined
    if (field !== undefined) return field
  }
  return undefined
}

const isSame = (column: readonly unknown[] | undefined, rows: readonly number[]): boolean =>
  column !== undefined && rows.every((row) => column[row] === column[rows[0] ?? -1])

const colorOf = ({ layers }: Scene, row: number): string => layers.at(-1)?.encoding.colorOf(row) ?? 'transparent'
