import { afterEach, expect, test, vi } from 'vitest'
import { niceTimes, timeStep, timeTicks } from './time_ticks.ts'

afterEach(() => void vi.unstubAllEnvs())

const at = (text: string): number => new Date(text).getTime()
const text = (time: number): string => {
  const date = new Date(time)
  const pad = (number: number): string => String(number).padStart(2, '0')
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())} ${pad(date.getHours())}:${pad(date.getMinutes())}:${pad(date.getSeconds())}`
}
const between = (from: string, to: string, count: number): string[] => timeTicks(at(from), at(to), timeStep(at(from), at(to), count)).map(text)

test.each([
  ['2020-01-01T00:00:00', '2020-01-01T00:00:04', 4, { unit: 'second', count: 1 }],
  ['2020-01-01T00:00', '2020-01-01T02:00', 4, { unit: 'minute', count: 30 }],
  ['2020-01-01T00:00', '2020-01-02T00:00', 4, { unit: 'hour', count: 6 }],
  ['2020-01-01T00:00', '2020-01-08T00:00', 4, { unit: 'day', count: 2 }],
  ['2020-01-01T00:00', '2020-07-01T00:00', 6, { unit: 'month', count: 1 }],
  ['2000-01-01T00:00', '2020-01-01T00:00', 4, { unit: 'year', count: 5 }],
  ['1020-01-01T00:00', '2020-01-01T00:00', 5, { unit: 'year', count: 200 }],
])('from %s to %s in %i steps', (from, to, count, step) => {
  expect(timeStep(at(from), at(to), count)).toEqual(step)
})

test('milliseconds are counted in round numbers', () => {
  expect(timeStep(0, 100, 5)).toEqual({ unit: 'millisecond', count: 20 })
  expect(timeTicks(3, 50, { unit: 'millisecond', count: 20 })).toEqual([20, 40])
})

test('hours are those of this clock', () => {
  expect(between('2020-05-01T05:30', '2020-05-01T20:00', 2)).toEqual(['2020-05-01 06:00:00', '2020-05-01 12:00:00', '2020-05-01 18:00:00'])
})

test('every other day begins anew with each month', () => {
  expect(between('2020-01-27T00:00', '2020-02-04T00:00', 4).map((tick) => tick.slice(5, 10))).toEqual(['01-27', '01-29', '02-01', '02-03'])
})

test('months and years have their own lengths', () => {
  expect(between('2020-01-15T00:00', '2020-04-02T00:00', 3).map((tick) => tick.slice(0, 10))).toEqual(['2020-02-01', '2020-03-01', '2020-04-01'])
  expect(between('2018-06-01T00:00', '2021-06-01T00:00', 3).map((tick) => tick.slice(0, 4))).toEqual(['2019', '2020', '2021'])
})

test('years of the first century are not those of the last', () => {
  const ticks = timeTicks(new Date(0, 0).setFullYear(50), new Date(0, 0).setFullYear(60), { unit: 'year', count: 5 })
  expect(ticks.map((time) => new Date(time).getFullYear())).toEqual([50, 55, 60])
})

test('where clocks are set forward no tick comes twice', () => {
  vi.stubEnv('TZ', 'America/New_York')
  const ticks = timeTicks(at('2020-03-08T00:30'), at('2020-03-08T05:30'), { unit: 'hour', count: 1 })
  expect(ticks.map((time) => new Date(time).getHours())).toEqual([1, 3, 4, 5])
})

test('limits are rounded outwards to whole steps', () => {
  const [low, high] = niceTimes(at('2020-01-03T10:00'), at('2020-03-20T00:00'), { unit: 'month', count: 1 })
  expect([text(low), text(high)]).toEqual(['2020-01-01 00:00:00', '2020-04-01 00:00:00'])
  const [, exact] = niceTimes(at('2020-01-03T10:00'), at('2020-03-01T00:00'), { unit: 'month', count: 1 })
  expect(text(exact)).toBe('2020-03-01 00:00:00')
})
