import { expect, test } from 'vitest'
import { parseLayers, swapDimensions, type GeometryLayer } from './layer.ts'

const geometry = (spec: Record<string, unknown>): GeometryLayer => {
  const [layer] = parseLayers({ marks: [spec] })
  if (layer?.kind !== 'geometry') throw new Error('expected a geometry')
  return layer
}

test('a mark bound to fields is a geometry', () => {
  const layer = geometry({ type: 'interval', x: '=a', y: '=b', stack: 'auto' })
  expect(layer).toMatchObject({ geometry: 'interval', stacked: true, key: { at: { field: 'a' } }, value: { at: { field: 'b' } } })
})

test('a mark with literal coordinates is an annotation', () => {
  expect(parseLayers({ marks: [{ x: 3, label: 'here' }, { y0: 1, y: 2 }] })).toMatchObject([
    { kind: 'annotation', label: 'here' },
    { kind: 'annotation', label: undefined },
  ])
})

test('a mark with a field beside a literal is a geometry', () => {
  expect(parseLayers({ marks: [{ type: 'point', x: 3, y: '=b' }] })).toMatchObject([{ kind: 'geometry' }])
})

test.each([[undefined], [null], [{}], [{ marks: 'many' }], [{ marks: [null, 7, { type: 'volcano', x: '=a' }] }]])('%j has no layers', (plot) => {
  expect(parseLayers(plot as never)).toEqual([])
})

test('"auto" dodges by colour, a field by itself', () => {
  expect(geometry({ type: 'interval', x: '=a', color: '=c', dodge: 'auto' }).dodge?.field).toBe('c')
  expect(geometry({ type: 'interval', x: '=a', color: '=c', dodge: '=d' }).dodge?.field).toBe('d')
  expect(geometry({ type: 'interval', x: '=a', color: '=c', dodge: 'yes' }).dodge).toBeUndefined()
})

test('only "auto" stacks', () => {
  expect(geometry({ type: 'interval', x: '=a', stack: 'zero' }).stacked).toBe(false)
})

test('dimensions change places', () => {
  const layer = geometry({ type: 'schema', x1: '=a', x_q2: '=m', y: '=b' })
  const swapped = swapDimensions(layer)
  expect(swapped.value.q2).toEqual(layer.key.q2)
  expect(swapped.key.at).toEqual(layer.value.at)
})
