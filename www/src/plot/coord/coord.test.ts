import { describe, expect, test } from 'vitest'
import { Path } from '../draw/path.ts'
import { coordOf, type Coord } from './coord.ts'

const box = { x: 10, y: 20, width: 200, height: 100 }
const at = (coord: Coord, key: number, value: number): number[] => [coord.x(key, value), coord.y(key, value)].map((pixel) => Math.round(pixel * 10) / 10)

describe('straight axes', () => {
  test('run to the right and upwards', () => {
    const coord = coordOf('rect', box, { isSwapped: false })
    expect([at(coord, 0, 0), at(coord, 1, 1), at(coord, 0.5, 0)]).toEqual([[10, 120], [210, 20], [110, 120]])
  })

  test('change places when swapped', () => {
    const coord = coordOf('cartesian', box, { isSwapped: true })
    expect([at(coord, 0, 1), at(coord, 1, 0)]).toEqual([[210, 120], [10, 20]])
  })

  test('make rectangles', () => {
    const path = new Path()
    coordOf(undefined, box, { isSwapped: false }).cell(path, { key0: 0.5, key1: 0.25, value0: 0, value1: 1 })
    expect(path.toString()).toBe('R60,20,50,100')
  })
})

describe('a circle', () => {
  test('begins at the top and goes clockwise', () => {
    const coord = coordOf('polar', box, { isSwapped: false })
    expect([at(coord, 0, 1), at(coord, 0.25, 1), at(coord, 0.5, 0.5)]).toEqual([[110, 20], [160, 70], [110, 95]])
  })

  test('may be turned', () => {
    expect(at(coordOf('polar', box, { isSwapped: false, turned: 0.25 }), 0, 1)).toEqual([160, 70])
  })

  test('may have a hole', () => {
    expect(at(coordOf('theta', box, { isSwapped: false, hole: 0.5 }), 0, 0)).toEqual([110, 45])
  })

  test('of slices has its values around', () => {
    expect(at(coordOf('theta', box, { isSwapped: false }), 1, 0.25)).toEqual([160, 70])
  })

  test('that is one slice is not empty', () => {
    const path = new Path()
    coordOf('theta', box, { isSwapped: false }).cell(path, { key0: 0, key1: 1, value0: 0, value1: 1 })
    const [from, to] = (/A([-\d.,]+)/.exec(path.toString())?.[1] ?? '').split(',').slice(3, 5).map(Number)
    expect((to ?? 0) - (from ?? 0)).toBeCloseTo(2 * Math.PI)
  })
})

describe.each(['rect', 'polar', 'theta', 'helix'])('a place in %s coordinates', (name) => {
  test.each([[0.1, 0.2], [0.3, 0.9], [0.62, 0.5], [0.95, 0.1]])('is found again: %d, %d', (key, value) => {
    const coord = coordOf(name, box, { isSwapped: false })
    const [foundKey, foundValue] = coord.unitsAt(coord.x(key, value), coord.y(key, value))
    expect([foundKey, foundValue]).toEqual([expect.closeTo(key), expect.closeTo(value)])
  })
})
