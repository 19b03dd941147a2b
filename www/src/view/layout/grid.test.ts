import { expect, test } from 'vitest'
import { placeOnGrid, readingOrder } from './grid.ts'

test('a box is placed in units of 134 by 76 pixels, 15 apart', () => {
  expect(placeOnGrid({ x: 1, y: 1, w: 1, h: 1 })).toEqual({ left: '0px', top: '0px', width: '134px', height: '76px' })
  expect(placeOnGrid({ x: 3, y: 2, w: 2, h: 3 })).toEqual({ left: '298px', top: '91px', width: '283px', height: '258px' })
})

test('a box of -1 reaches the far edge, one of -2 stays a unit away, one of 0 goes a unit beyond', () => {
  expect(placeOnGrid({ x: 1, y: 1, w: -1, h: -2 })).toEqual({ left: '0px', top: '0px', right: '0px', bottom: '91px' })
  expect(placeOnGrid({ x: 1, y: 1, w: 0, h: 0 })).toEqual({ left: '0px', top: '0px', right: '-149px', bottom: '-91px' })
})

test('cards are read from the top, and then from the left', () => {
  const boxes = [
    { x: 2, y: 2, w: 1, h: 1 },
    { x: 5, y: 1, w: 1, h: 1 },
    { x: 1, y: 2, w: 1, h: 1 },
  ]
  expect(boxes.sort(readingOrder).map(({ x }) => x)).toEqual([5, 1, 2])
})
