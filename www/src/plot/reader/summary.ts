import type { GeometryLayer } from '../grammar/layer.ts'
import { recordAt } from '../grammar/table.ts'
import type { Scene } from '../scene.ts'
import { printers } from './tooltip.ts'

/** A plot in words, for those who cannot see it. */
export interface Summary {
  /** What kind of plot it is, of what, and how much of it. */
  readonly sentence: string
  readonly fields: readonly string[]
  /** One list of cells per row; the first so many rows only. */
  readonly rows: readonly (readonly string[])[]
}

const maxRows = 50

const names: Readonly<Record<GeometryLayer['geometry'], string>> = {
  interval: 'bar',
  line: 'line',
  path: 'path',
  point: 'point',
  area: 'area',
  polygon: 'cell',
  schema: 'box',
  edge: 'edge',
  heatmap: 'heat map',
}

export function summarize(scene: Scene): Summary {
  const { table, layers } = scene
  const print = printers(scene)
  const kinds = [...new Set(layers.map(({ encoding }) => names[encoding.layer.geometry]))].join(' and ')
  const count = `${table.length} ${table.length === 1 ? 'row' : 'rows'}`
  const fields = table.fields.length ? ` of ${table.fields.join(', ')}` : ''
  const omitted = table.length > maxRows ? `, the first ${maxRows} of them below` : ''
  const rows = Array.from({ length: Math.min(maxRows, table.length) }, (_, row) => {
    const record = recordAt(table, row)
    return table.fields.map((field) => print(field, record[field]))
  })
  return { sentence: `${kinds || 'empty'} chart${fields}: ${count}${omitted}`, fields: table.fields, rows }
}
