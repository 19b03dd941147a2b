import { expect, test } from 'vitest'
import { Submission } from './submission.ts'

const name = '__wave_submission_name__'

test('what was written is sent once, under the name of what was written last', () => {
  const submission = new Submission()
  submission.set('a', 1)
  submission.set('b', true)
  expect(submission.take('')).toEqual({ a: 1, b: true, [name]: 'b' })
  expect(submission.take('')).toEqual({})
})

test('the hash goes along with every submission', () => {
  const submission = new Submission()
  expect(submission.take('menu')).toEqual({ '#': 'menu' })
  expect(submission.take('menu')).toEqual({ '#': 'menu' })
})

test('a change of the hash is named after it', () => {
  const submission = new Submission()
  submission.set('a', 1)
  expect(submission.takeHash('menu')).toEqual({ a: 1, '#': 'menu', [name]: '#' })
})

test('a hash that was taken away submits nothing', () => {
  expect(new Submission().takeHash('')).toEqual({})
})

test('an event travels under the empty name, with all that is pending', () => {
  const submission = new Submission()
  submission.set('a', 1)
  expect(submission.takeEvent({ source: 'table', event: 'sort', data: { age: true } }, '')).toEqual({
    a: 1,
    '': { table: { sort: { age: true } } },
    [name]: 'table',
  })
})

test('what is cleared is gone', () => {
  const submission = new Submission()
  submission.set('a', 1)
  expect(submission.get('a')).toBe(1)
  submission.clear()
  expect(submission.get('a')).toBeUndefined()
  expect(submission.take('')).toEqual({})
})
