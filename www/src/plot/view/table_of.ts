import { isBuffer } from '../../page/buffers/load.ts'
import type { Json } from '../../page/json.ts'
import { toRecords } from '../../page/packed.ts'
import { useNode, useTree } from '../../view/reactive.ts'
import { tableOfRecords, tableOfRows, type Table } from '../grammar/table.ts'

/** The rows behind a plot: a buffer, a list of records, or either of them packed. Whoever calls this hears of changes. */
export function tableOf(data: unknown): Table {
  if (isBuffer(data)) return tableOfRows(data.fields.names, useNode(data).rows())
  if (Array.isArray(data)) useTree(data)
  return tableOfRecords(toRecords(data as Json))
}
