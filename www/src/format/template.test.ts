import { describe, expect, test } from 'vitest'
import { evaluate, isExpression } from './template.ts'

const data = {
  price: 1234.567,
  pct: 0.1234,
  d: '2024-03-05T10:11:12',
  n: 7,
  neg: -3,
  s: 'abc',
  tags: [{ name: 'a' }, { name: 'b' }],
  words: ['x', 'y'],
  owner: { name: 'Ann' },
  none: [],
  html: '<b>',
}

/** What the specification shows, in English as the United States write it. */
const table: [string, string][] = [
  ['=price', '1234.567'],
  ['=${{price}}', '$1234.567'],
  ['={{intl price}}', '1,234.567'],
  ['=${{intl price minimum_fraction_digits=2 maximum_fraction_digits=2}}', '$1,234.57'],
  ['={{intl price style="currency" currency="USD"}}', '$1,234.57'],
  ['={{intl pct style="percent" minimum_fraction_digits=2}}', '12.34%'],
  ['={{intl d type="date"}}', '3/5/2024'],
  ['={{intl d type="time"}}', '10:11 AM'],
  ['={{intl d type="date" month="long" year="numeric" day="numeric"}}', 'March 5, 2024'],
  ['={{intl n minimum_integer_digits=3}}', '007'],
  ['={{intl price notation="compact"}}', '1.2K'],
  ['={{intl price unit="mile" style="unit"}}', '1,234.567 mi'],
  ['={{intl neg style="currency" currency="EUR" currencySign="accounting"}}', '(€3.00)'],
  ['={{intl price sign_display="always"}} {{s}}', '+1,234.567 abc'],
  ['= price', ' price'],
  ['={{missing}}', ''],
  ['={{#tags}}{{name}},{{/tags}}', 'a,b,'],
  ['={{#words}}{{.}}{{/words}}', 'xy'],
  ['={{#owner}}{{name}} {{s}}{{/owner}}', 'Ann abc'],
  ['={{owner.name}}', 'Ann'],
  ['={{^none}}nothing{{/none}}', 'nothing'],
  ['={{^words}}nothing{{/words}}', ''],
  ['={{html}} {{{html}}} {{&html}}', '<b> <b> <b>'],
  ['=a{{! a comment }}b {{> partial}}c', 'ab c'],
]

describe('an expression', () => {
  test.each(table)('%s prints %j', (expression, text) => {
    expect(evaluate(expression, data).replaceAll('\u202f', ' ')).toBe(text)
  })

  test('with a section that is not closed is printed as it was written', () => {
    expect(evaluate('=a {{#b}} c', data)).toBe('a {{#b}} c')
    expect(evaluate('=a {{/b}} c', data)).toBe('a {{/b}} c')
  })

  test('with options that no formatter knows prints the value unchanged', () => {
    expect(evaluate('={{intl price style="currency" currency="nonsense"}}', data)).toBe('1234.567')
  })

  test('reaches own members only', () => {
    expect(evaluate('={{constructor}}', data)).toBe('')
    expect(evaluate('=toString', data)).toBe('')
  })

  test('prints nothing without data', () => {
    expect(evaluate('=price', undefined)).toBe('')
    expect(evaluate('={{intl price}}', null)).toBe('')
  })
})

describe('plain text', () => {
  test('is what does not begin with exactly one equals sign', () => {
    expect(['abc', '=', '==x', ''].map(isExpression)).toEqual([false, false, false, false])
    expect(evaluate('==x', data)).toBe('==x')
  })

  test('may be a number', () => {
    expect(evaluate(5, data)).toBe('5')
    expect(evaluate(null, data)).toBe('')
  })
})
