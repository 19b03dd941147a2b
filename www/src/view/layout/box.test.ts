import { describe, expect, test } from 'vitest'
import { parseGridBox, parseZoneBox } from './box.ts'

describe('a box of the grid', () => {
  const cases: [string, object | undefined][] = [
    ['1 2 3 4', { x: 1, y: 2, w: 3, h: 4 }],
    ['  1   2 3\t4 ', { x: 1, y: 2, w: 3, h: 4 }],
    ['3', { x: 1, y: 1, w: 3, h: 3 }],
    ['2 4', { x: 1, y: 1, w: 2, h: 4 }],
    ['5 6 2', { x: 5, y: 6, w: 2, h: 2 }],
    ['1 1 2 2 9 9', { x: 1, y: 1, w: 2, h: 2 }],
    ['1 1 -1 -2', { x: 1, y: 1, w: -1, h: -2 }],
    ['', undefined],
    ['main', undefined],
    ['1 1 x 1', undefined],
    ['{"zone":"main"}', undefined],
  ]
  for (const [box, expected] of cases) test(JSON.stringify(box), () => expect(parseGridBox(box)).toEqual(expected))
})

describe('a box of a layout', () => {
  test('names a zone', () => expect(parseZoneBox('main', 0)).toEqual({ zone: 'main', order: 0 }))

  test('may say more', () =>
    expect(parseZoneBox('{"zone":"main","order":2,"size":"3","width":"10px","height":"5px"}', 0)).toEqual({
      zone: 'main',
      order: 2,
      size: '3',
      width: '10px',
      height: '5px',
    }))

  test('may be another one in each layout; the first stands in for those that are missing', () => {
    const box = '["a", "{\\"zone\\":\\"b\\",\\"order\\":1}", {"zone":"c"}]'
    expect([0, 1, 2, 3].map((index) => parseZoneBox(box, index))).toEqual([
      { zone: 'a', order: 0 },
      { zone: 'b', order: 1 },
      { zone: 'c', order: 0 },
      { zone: 'a', order: 0 },
    ])
  })

  test('may be nothing of the kind', () => {
    for (const box of ['', '  ', '{', '[', '{"order":1}', '[5]', '{"zone":5}']) expect(parseZoneBox(box, 0)).toBeUndefined()
  })
})
