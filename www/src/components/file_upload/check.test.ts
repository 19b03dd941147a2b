import { expect, test } from 'vitest'
import { acceptOf, problemWith, sizeText } from './check.ts'

const mebibytes = (size: number): number => size * 1024 * 1024
const file = (name: string, size = 1): { name: string; size: number } => ({ name, size })

test('several files need to be asked for', () => {
  expect(problemWith([file('a'), file('b')], { name: 'f' })).toContain('one file')
  expect(problemWith([file('a'), file('b')], { name: 'f', multiple: true })).toBeUndefined()
})

test('files end as they may, in any case, with or without a dot', () => {
  const limits = { name: 'f', multiple: true, file_extensions: ['CSV', '.gz'] }
  expect(problemWith([file('a.csv'), file('b.TAR.GZ')], limits)).toBeUndefined()
  expect(problemWith([file('csv')], limits)).toContain('.csv, .gz')
  expect(problemWith([file('a.pdf')], limits)).toContain('a.pdf')
  expect(acceptOf(limits)).toBe('.csv,.gz')
})

test('files are as large as they may, each and all together', () => {
  const limits = { name: 'f', multiple: true, max_file_size: 1, max_size: 1.5 }
  expect(problemWith([file('a', mebibytes(1))], limits)).toBeUndefined()
  expect(problemWith([file('a', mebibytes(1) + 1)], limits)).toContain('a is larger')
  expect(problemWith([file('a', mebibytes(0.9)), file('b', mebibytes(0.9))], limits)).toContain('together')
})

test('sizes are told in words', () => {
  expect([0, 1023, 1536, mebibytes(20)].map(sizeText)).toEqual(['0 B', '1023 B', '1.5 KB', '20 MB'])
})
