import { isObject, type Json, type JsonObject } from '../../page/json.ts'
import type { VegaVisualization } from '../../vocabulary/vega.ts'

export type Grammar = Required<VegaVisualization>['grammar']

/** A chart whose specification is not one. */
export class SpecificationInvalid extends Error {
  override name = 'SpecificationInvalid'
}

/** How large a chart may be, in pixels. */
export interface Room {
  width: number
  height: number
}

export interface Chart {
  spec: JsonObject
  /** The data set that follows the page's data. */
  dataset: string
  /** What the specification says of its own height. */
  ownHeight: number | undefined
}

/** How Vega-Lite calls data that the specification has no name for; Vega leaves naming to the author. */
const unnamed = 'source_0'

/** Kinds of Vega-Lite that lay out charts of their own, each with its own size. */
const composed = ['concat', 'hconcat', 'vconcat', 'facet', 'repeat', 'spec']

/** A specification, with the page's data in place of its own. Throws `SpecificationInvalid` when it is not JSON. */
export function readSpecification(text: string, grammar: Grammar, rows: JsonObject[] | undefined): Chart {
  const spec = parse(text)
  const ownHeight = typeof spec['height'] === 'number' ? spec['height'] : undefined
  if (!rows) return { spec, dataset: nameOf(spec['data'], grammar), ownHeight }
  const dataset = nameOf(spec['data'], grammar)
  const values = rows.map((row) => ({ ...row }))
  if (grammar === 'vega-lite') return { spec: { ...spec, data: { name: dataset, values } }, dataset, ownHeight }
  const [first, ...others] = Array.isArray(spec['data']) ? spec['data'] : []
  const { url: _, ...kept } = isObject(first) ? first : {}
  return { spec: { ...spec, data: [{ ...kept, name: dataset, values }, ...others] }, dataset, ownHeight }
}

/** A specification that takes the room it is given. One that is made of several charts decides for itself. */
export function fitted(spec: JsonObject, { width, height }: Room): JsonObject {
  if (composed.some((kind) => spec[kind] !== undefined)) return spec
  return { ...spec, width, height, autosize: { type: 'fit', contains: 'padding' } }
}

function parse(text: string): JsonObject {
  let spec: Json
  try {
    spec = JSON.parse(text) as Json
  } catch (error) {
    throw new SpecificationInvalid(`The specification is not JSON: ${error instanceof Error ? error.message : ''}`)
  }
  if (!isObject(spec)) throw new SpecificationInvalid('The specification is not a JSON object.')
  return spec
}

function nameOf(data: Json | undefined, grammar: Grammar): string {
  const first = grammar === 'vega' && Array.isArray(data) ? data[0] : data
  const name = isObject(first) ? first['name'] : undefined
  return typeof name === 'string' ? name : unnamed
}
