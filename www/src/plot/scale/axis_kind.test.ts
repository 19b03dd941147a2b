import { expect, test } from 'vitest'
import { axisKind } from './axis_kind.ts'

test.each([
  ['time', [1], 'time'],
  ['cat', [1], 'discrete'],
  ['time-category', ['2020-01-01'], 'discrete'],
  ['log', ['a'], 'continuous'],
  [undefined, [null, 3], 'continuous'],
  [undefined, [null, 'a', 3], 'discrete'],
  [undefined, [true], 'discrete'],
  [undefined, [], 'continuous'],
  ['constructor', ['a'], 'discrete'],
])('with scale %s the values %j make an axis that is %s', (scale, values, kind) => {
  expect(axisKind(scale, values)).toBe(kind)
})
