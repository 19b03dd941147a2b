import type { TableRow } from '../../vocabulary/table.ts'
import { cellOf, type Column } from './column.ts'

/** Spreadsheets take the text for UTF-8 only when it begins with this. */
const mark = '\ufeff'

/** Rows as comma-separated values: a line of labels, then a line for each row. Every value is quoted. */
export function toCsv(columns: readonly Column[], rows: readonly TableRow[]): string {
  const lines = [columns.map(({ label }) => label), ...rows.map((row) => columns.map((column) => cellOf(row, column)))]
  return mark + lines.map((line) => line.map(quoted).join(',')).join('\r\n')
}

const quoted = (value: string): string => `"${value.replaceAll('"', '""')}"`

/** Lets the user save a text as a file. */
export function saveText(text: string, name: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}
