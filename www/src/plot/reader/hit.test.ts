import { describe, expect, test } from 'vitest'
import { hoverAt, selectAt, stops } from './hit.ts'
import { sceneOf } from '../scene.fixture.ts'

const rows = [
  { k: 'a', c: 'x', v: 10 },
  { k: 'a', c: 'y', v: 10 },
  { k: 'b', c: 'x', v: 20 },
]
const stacked = sceneOf([{ type: 'interval', x: '=k', y: '=v', color: '=c', stack: 'auto' }], rows)
const lines = sceneOf([{ type: 'line', x: '=t', y: '=v', color: '=c' }], [
  { t: 0, c: 'x', v: 0 },
  { t: 1, c: 'x', v: 20 },
  { t: 0, c: 'y', v: 20 },
  { t: 1, c: 'y', v: 0 },
])
const points = sceneOf([{ type: 'point', x: '=a', y: '=b' }], [{ a: 0, b: 0 }, { a: 10, b: 20 }])

describe('pointing', () => {
  test('at bars is about all bars of the nearest name', () => {
    expect(hoverAt(stacked, 60, 30)).toEqual({ rows: [0, 1], x: 112, y: 30, key: 0.25 })
    expect(hoverAt(stacked, 380, 200)?.rows).toEqual([2])
  })

  test('at lines is about all rows of the nearest key', () => {
    expect(hoverAt(lines, 100, 100)?.rows).toEqual([0, 2])
    expect(hoverAt(lines, 380, 100)?.rows).toEqual([1, 3])
  })

  test('at points is about the nearest of them, if it is near', () => {
    expect(hoverAt(points, 24, 270)).toEqual({ rows: [0], x: 20, y: 278 })
    expect(hoverAt(points, 200, 150)).toBeUndefined()
  })

  test('at a slice is about that slice', () => {
    const pie = sceneOf([{ type: 'interval', coord: 'theta', y: '=v', color: '=c', stack: 'auto' }], [{ c: 'x', v: 1 }, { c: 'y', v: 3 }])
    expect(hoverAt(pie, 230, 120)?.rows).toEqual([0])
    expect(hoverAt(pie, 170, 150)?.rows).toEqual([1])
  })

  test('beside the plot is about nothing', () => {
    expect(hoverAt(stacked, 5, 295)).toBeUndefined()
  })
})

describe('clicking', () => {
  test('upon a bar selects it', () => {
    expect(selectAt(stacked, 112, 270)).toEqual([1])
    expect(selectAt(stacked, 112, 20)).toEqual([0])
    expect(selectAt(stacked, 200, 270)).toEqual([])
  })

  test('near to a line selects its whole series', () => {
    expect(selectAt(lines, 112, 210)).toEqual([0, 1])
    expect(selectAt(lines, 112, 80)).toEqual([2, 3])
    expect(selectAt(lines, 204, 20)).toEqual([])
  })

  test('upon an area selects its whole series', () => {
    const area = sceneOf([{ type: 'area', x: '=t', y: '=v' }], [{ t: 0, v: 20 }, { t: 1, v: 20 }])
    expect(selectAt(area, 204, 200)).toEqual([0, 1])
  })

  test('upon a point selects it', () => {
    expect(selectAt(points, 22, 275)).toEqual([0])
    expect(selectAt(points, 60, 275)).toEqual([])
  })

  test('upon marks that are not interactive selects nothing', () => {
    expect(selectAt(sceneOf([{ type: 'point', x: '=a', y: '=b', interactive: false }], [{ a: 0, b: 0 }]), 20, 278)).toEqual([])
  })

  test('selects what is on top', () => {
    const scene = sceneOf([{ type: 'interval', x: '=k', y: '=v' }, { type: 'point', x: '=k', y: '=v', interactive: true }], [{ k: 'a', v: 20 }, { k: 'b', v: 10 }])
    expect(selectAt(scene, 112, 10)).toEqual([0])
  })
})

describe('a keyboard', () => {
  test('stops once at each key, from left to right', () => {
    expect(stops(stacked).map(({ rows: found, x }) => [found, x])).toEqual([[[0, 1], 112], [[2], 296]])
    expect(stops(lines).map(({ rows: found }) => found)).toEqual([[0, 2], [1, 3]])
  })

  test('stops at every point', () => {
    expect(stops(points).map(({ rows: found }) => found)).toEqual([[0], [1]])
  })

  test('has nowhere to stop in an empty plot', () => {
    expect(stops(sceneOf([{ type: 'point', x: '=a', y: '=b' }], []))).toEqual([])
  })
})
