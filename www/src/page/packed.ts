import { isObject, type Json, type JsonObject } from './json.ts'

/** What a packed string holds, by the word before its colon. */
const formats: Readonly<Record<string, (content: Json) => Json | undefined>> = {
  data: (content) => content,
  rows: (content) => records(content, (fields, rows) => rows.filter((row) => Array.isArray(row) && row.length === fields.length)),
  cols: (content) => records(content, (_fields, columns) => transpose(columns)),
}

/** Data that may be packed into a string, unpacked. Anything else, malformed strings included, stays as it is. */
export function unpack(value: Json): Json {
  const match = typeof value === 'string' ? /^(data|rows|cols):([^]*)$/.exec(value) : null
  const [, format = '', text = ''] = match ?? []
  if (!match) return value
  try {
    return formats[format]?.(JSON.parse(text) as Json) ?? value
  } catch {
    return value
  }
}

/** `[fields, rows]` as a list of records. */
function records(content: Json, rowsOf: (fields: string[], body: Json[]) => Json[]): Json[] | undefined {
  const [fields, body] = Array.isArray(content) ? content : []
  if (!Array.isArray(fields) || !Array.isArray(body)) return undefined
  const names = fields.map(String)
  return rowsOf(names, body).map((row) => {
    const record: JsonObject = {}
    names.forEach((name, place) => (record[name] = (row as Json[])[place] ?? null))
    return record
  })
}

function transpose(columns: Json[]): Json[] {
  const [first] = columns
  if (!Array.isArray(first)) return []
  return first.map((_, row) => columns.map((column) => (Array.isArray(column) ? (column[row] ?? null) : null)))
}

/** The records of a value that is a list of them, one of them, or packed. */
export function toRecords(value: Json | undefined): JsonObject[] {
  const list = unpack(value ?? null)
  return Array.isArray(list) ? list.filter(isObject) : isObject(list) ? [list] : []
}
