import { beforeEach, expect, test } from 'vitest'
import { listen, type Gestures } from './gestures.ts'

const told: string[] = []
const tell =
  (name: string) =>
  (...args: unknown[]): void =>
    void told.push(`${name} ${JSON.stringify(args)}`)

function stage(more: Partial<Gestures> = {}): (type: string, x: number, y: number, init?: object) => boolean {
  const element = document.createElement('div')
  element.setPointerCapture = () => {}
  listen(element, { hover: tell('hover'), leave: tell('leave'), click: tell('click'), reset: tell('reset'), ...more })
  return (type, x, y, init = {}) => {
    const Kind = type === 'wheel' ? WheelEvent : type.startsWith('pointer') ? PointerEvent : MouseEvent
    const event = new Kind(type, { cancelable: true, ...init })
    // Wheels of this document have no place of their own.
    Object.defineProperties(event, { clientX: { value: x }, clientY: { value: y } })
    return element.dispatchEvent(event)
  }
}

beforeEach(() => void told.splice(0))

test('a pointer that moves hovers, and one that leaves does not', () => {
  const does = stage()
  does('pointermove', 3, 4)
  does('pointerleave', 0, 0)
  expect(told).toEqual(['hover [3,4]', 'leave []'])
})

test('a pointer that is pressed and let go clicks', () => {
  const does = stage()
  does('pointerdown', 3, 4)
  does('pointermove', 4, 4)
  does('pointerup', 4, 4)
  expect(told).toEqual(['hover [4,4]', 'click [4,4]'])
})

test('other buttons do not click', () => {
  const does = stage()
  does('pointerdown', 3, 4, { button: 2 })
  does('pointerup', 3, 4, { button: 2 })
  expect(told).toEqual([])
})

test('dragging moves the content by what the pointer moved', () => {
  const does = stage({ pan: tell('pan') })
  does('pointerdown', 0, 0)
  does('pointermove', 2, 0)
  does('pointermove', 10, 0)
  does('pointermove', 15, 5)
  does('pointerup', 15, 5)
  expect(told).toEqual(['hover [2,0]', 'leave []', 'pan [10,0]', 'pan [5,5]'])
})

test('dragging draws a rectangle, until the pointer is let go', () => {
  const does = stage({ brush: tell('brush') })
  does('pointerdown', 0, 0)
  does('pointermove', 10, 5)
  does('pointerup', 20, 10)
  expect(told).toEqual(['leave []', 'brush [{"x":0,"y":0},{"x":10,"y":5},false]', 'brush [{"x":0,"y":0},{"x":20,"y":10},true]'])
})

test('a pointer that is taken away draws nothing', () => {
  const does = stage({ brush: tell('brush') })
  does('pointerdown', 0, 0)
  does('pointercancel', 0, 0)
  does('pointerup', 20, 10)
  expect(told).toEqual([])
})

test('the wheel is left to the page, unless it zooms', () => {
  expect(stage()('wheel', 0, 0, { deltaY: 100 })).toBe(true)
  expect(stage({ zoom: tell('zoom') })('wheel', 3, 4, { deltaY: 100 })).toBe(false)
  expect(told).toEqual([expect.stringMatching(/^zoom \[3,4,1\.16/)])
})

test('a double click goes back to the whole', () => {
  stage()('dblclick', 0, 0)
  expect(told).toEqual(['reset []'])
})
