import { expect, test } from 'vitest'
import { Fingers } from './fingers.ts'

const at = (pointerId: number, clientX: number, clientY = 0) => ({ pointerId, clientX, clientY })

test('one finger pinches nothing, nor does a pointer that is not down', () => {
  const fingers = new Fingers()
  fingers.down(at(1, 0))
  expect(fingers.move(at(1, 10))).toBeUndefined()
  expect(fingers.move(at(2, 10))).toBeUndefined()
  expect(fingers.arePinching).toBe(false)
})

test('two fingers tell how much further apart they are, and where their middle has gone', () => {
  const fingers = new Fingers()
  fingers.down(at(1, 0))
  fingers.down(at(2, 10))
  expect(fingers.move(at(2, 20))).toEqual({ grown: 2, from: { x: 5, y: 0 }, to: { x: 10, y: 0 } })
})

test('a pinch lasts until the last finger is up; one that is left only pulls', () => {
  const fingers = new Fingers()
  fingers.down(at(1, 0))
  fingers.down(at(2, 10))
  fingers.up(at(1, 0))
  expect(fingers.move(at(2, 14))).toEqual({ grown: 1, from: { x: 10, y: 0 }, to: { x: 14, y: 0 } })
  fingers.up(at(2, 14))
  expect(fingers.arePinching).toBe(false)
})
