import { describe, expect, test } from 'vitest'
import { fitted, readSpecification, SpecificationInvalid } from './specification.ts'

const rows = [{ a: 1 }]

describe('a specification', () => {
  test('keeps its own data when the page has none', () => {
    expect(readSpecification('{"data":{"url":"/x"},"height":120}', 'vega-lite', undefined)).toEqual({
      spec: { data: { url: '/x' }, height: 120 },
      dataset: 'source_0',
      ownHeight: 120,
    })
  })

  test('gets the data of the page in place of its own', () => {
    expect(readSpecification('{"data":{"url":"/x","name":"ships"}}', 'vega-lite', rows)).toMatchObject({ spec: { data: { name: 'ships', values: rows } }, dataset: 'ships' })
    expect(readSpecification('{"data":[{"name":"t","url":"/x","format":"csv"},{"name":"u"}]}', 'vega', rows).spec).toEqual({
      data: [{ name: 't', format: 'csv', values: rows }, { name: 'u' }],
    })
  })

  test('does not share its rows with the page', () => {
    const { spec } = readSpecification('{}', 'vega-lite', rows)
    expect((spec['data'] as { values: unknown[] }).values[0]).not.toBe(rows[0])
  })

  test.each(['', '5', '[]', '{'])('is a JSON object, not %j', (text) => {
    expect(() => readSpecification(text, 'vega-lite', undefined)).toThrow(SpecificationInvalid)
  })
})

test('a chart takes the room there is, unless it is made of several', () => {
  expect(fitted({ mark: 'bar', width: 5 }, { width: 400, height: 300 })).toMatchObject({ width: 400, height: 300, autosize: { type: 'fit' } })
  expect(fitted({ hconcat: [] }, { width: 400, height: 300 })).toEqual({ hconcat: [] })
})
