import { expect, test } from 'vitest'
import { parseChannel } from './channel.ts'

test.each([
  ['=price', 'price'],
  ['={{price}}', 'price'],
  ['={{intl price}}', 'price'],
  ['= price', 'price'],
  ['=größe_2', 'größe_2'],
])('%s binds the field %s', (attribute, field) => {
  expect(parseChannel(attribute)).toEqual({ kind: 'field', field })
})

test.each(['price', '', '=', '==price', '=two words', '={{#a}}b{{/a}}'])('%j is a literal', (attribute) => {
  expect(parseChannel(attribute)).toEqual({ kind: 'literal', value: attribute })
})

test('a number is a literal, unless it is none', () => {
  expect(parseChannel(0)).toEqual({ kind: 'literal', value: 0 })
  expect(parseChannel(NaN)).toBeUndefined()
})

test('nothing is no channel', () => {
  expect(parseChannel(undefined)).toBeUndefined()
  expect(parseChannel(null)).toBeUndefined()
  expect(parseChannel(true)).toBeUndefined()
})

test('a field with options prints its values as they say', () => {
  const channel = parseChannel('={{intl price style="currency" currency="USD" minimum_fraction_digits=2}}')
  expect(channel?.kind === 'field' && [channel.field, channel.format?.(1234.5)]).toEqual(['price', '$1,234.50'])
})
