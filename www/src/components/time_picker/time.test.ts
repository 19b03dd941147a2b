import { expect, test } from 'vitest'
import { clampTime, isHourIn, minutesOf, parseTime, timeRangeOf, timeText, toTime } from './time.ts'

test('a time is hours and minutes, and nothing else', () => {
  expect(parseTime('14:05')).toBe(845)
  expect(parseTime('7:00')).toBe(420)
  expect(['24:00', '12:60', 'noon', '', null, undefined].map(parseTime)).toEqual(Array(6).fill(undefined))
  expect(toTime(65)).toBe('01:05')
})

test('a clock tells noon and midnight as twelve', () => {
  expect(['00:05', '12:00', '13:30'].map((time) => timeText(time, true))).toEqual(['12:05 AM', '12:00 PM', '01:30 PM'])
  expect(timeText('13:30', false)).toBe('13:30')
  expect(timeText('late', true)).toBe('late')
  expect(timeText(null, true)).toBe('')
})

test('a time that is given comes to lie within what is allowed', () => {
  const range = timeRangeOf({ min: '08:00', max: '17:30' })
  expect(['07:00', '18:00', '12:15', 'late', undefined].map((time) => clampTime(time, range))).toEqual(['08:00', '17:30', '12:15', 'late', null])
  expect([7, 8, 17, 18].map((hour) => isHourIn(range, hour))).toEqual([false, true, true, false])
})

test('steps are those of a clock; others do not count', () => {
  expect(minutesOf(timeRangeOf({ minutes_step: 15 }))).toEqual([0, 15, 30, 45])
  expect(minutesOf(timeRangeOf({ minutes_step: 60 }))).toEqual([0])
  expect(minutesOf(timeRangeOf({ minutes_step: 7 })).length).toBe(60)
})
