import { describe, expect, test } from 'vitest'
import { formatValue, parseFormatOptions, toDate } from './intl.ts'

describe('format options', () => {
  test('convert booleans and whole numbers, and strip quotes', () => {
    expect(parseFormatOptions(['use_grouping=false', 'minimumFractionDigits=2', "currency='EUR'", 'style="currency"', 'junk', '=x'])).toEqual({
      useGrouping: false,
      minimumFractionDigits: 2,
      currency: 'EUR',
      style: 'currency',
    })
  })
})

describe('a value', () => {
  test('that is text is printed unchanged unless it is said to be a number', () => {
    expect(formatValue('1234.5', {})).toBe('1234.5')
    expect(formatValue('1234.5', { type: 'number' })).toBe('1,234.5')
    expect(formatValue('many', { type: 'number' })).toBe('many')
  })

  test('is a percentage by type as well as by style', () => {
    expect(formatValue(0.5, { type: 'percent' })).toBe('50%')
    expect(formatValue(0.5, { style: 'percent' })).toBe('50%')
  })

  test('is a date by style as well as by type', () => {
    expect(formatValue('2024-03-05', { style: 'date' })).toBe('3/5/2024')
  })

  test('that is no date is printed unchanged', () => {
    expect(formatValue('soon', { type: 'date' })).toBe('soon')
  })

  test('that is null prints nothing', () => {
    expect(formatValue(null, { type: 'date' })).toBe('')
  })
})

describe('a date without a time', () => {
  test('is midnight on this clock', () => {
    expect(toDate('2024-03-05')?.getHours()).toBe(0)
    expect(toDate('2024-03-05')?.getDate()).toBe(5)
  })

  test('is undefined when it cannot be read', () => {
    expect(toDate('soon')).toBeUndefined()
    expect(toDate(true)).toBeUndefined()
  })
})
