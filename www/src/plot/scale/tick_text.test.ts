import { expect, test } from 'vitest'
import { fullTimeText, numberText, plainNumber, roughNumber, timeText } from './tick_text.ts'

test.each([
  [[0, 25, 50], ['0', '25', '50']],
  [[0, 0.5, 1], ['0.0', '0.5', '1.0']],
  [[0, 0.05, 0.1], ['0', '0.05', '0.10']],
  [[2000, 2005, 2010], ['2000', '2005', '2010']],
  [[0, 10_000, 20_000], ['0', '10,000', '20,000']],
  [[0, 500_000, 1_000_000], ['0', '500K', '1M']],
  [[0, 200_000, 1_200_000], ['0', '200K', '1.2M']],
  [[0, 0.00001, 0.00002], ['0', '1E-5', '2E-5']],
])('%j is printed as %j', (numbers, texts) => {
  const [first = 0, second = 0] = numbers
  expect(numbers.map(numberText(second - first, Math.max(...numbers)))).toEqual(texts)
})

test('a single number loses the noise of its last digits', () => {
  expect(plainNumber(0.1 + 0.2)).toBe('0.3')
  expect(roughNumber(28.741411)).toBe('28.7')
})

const texts = (times: string[]): string[] => {
  const numbers = times.map((time) => new Date(time).getTime())
  return numbers.map(timeText(numbers))
}

test('times are printed as precisely as the finest of them needs', () => {
  expect(texts(['2020-01-01T00:00', '2020-01-01T12:00'])).toEqual(['00:00', '12:00'])
  expect(texts(['2020-01-01T00:00:00', '2020-01-01T00:00:30'])).toEqual(['00:00:00', '00:00:30'])
  expect(texts(['2020-03-01T00:00', '2020-03-15T00:00'])).toEqual(['Mar 1', 'Mar 15'])
  expect(texts(['2020-02-01T00:00', '2020-03-01T00:00'])).toEqual(['Feb', 'Mar'])
})

test('where a year begins, its number is printed', () => {
  expect(texts(['2019-12-01T00:00', '2020-01-01T00:00', '2020-02-01T00:00'])).toEqual(['Dec', '2020', 'Feb'])
})

test('a day is printed with its time, unless that is midnight', () => {
  expect(fullTimeText(new Date(2020, 0, 5))).toBe('2020-01-05')
  expect(fullTimeText(new Date(2020, 0, 5, 9, 7))).toBe('2020-01-05 09:07')
  expect(fullTimeText(new Date(2020, 0, 5, 9, 7, 3))).toBe('2020-01-05 09:07:03')
})
