import { isBuffer } from '../page/buffers/load.ts'
import type { JsonObject } from '../page/json.ts'
import { toRecords } from '../page/packed.ts'
import { useNode, useTree } from './reactive.ts'

/** The rows of data that may be a buffer, a list of records, one record, or any of them packed. */
export function useRows(data: unknown): JsonObject[] {
  if (isBuffer(data)) {
    const { fields } = useNode(data)
    return data.rows().map((row) => fields.record(row))
  }
  return toRecords(typeof data === 'object' && data !== null ? (useTree(data) as JsonObject) : (data as string))
}
