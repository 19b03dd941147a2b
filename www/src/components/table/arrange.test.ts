import { expect, test } from 'vitest'
import type { TableColumn } from '../../vocabulary/table.ts'
import { arrange, emptyQuery, type Query, type Task } from './arrange.ts'
import { columnsOf, filterChoices, textOf } from './column.ts'
import { toCsv } from './csv.ts'
import { groupsOf, linesOf } from './lines.ts'

const given: TableColumn[] = [
  { name: 'ship', label: 'Ship', searchable: true },
  { name: 'tons', label: 'Tons', data_type: 'number' },
  { name: 'flags', label: 'Flags', cell_type: { tag: { name: 'flags' } } },
]
const columns = columnsOf(given)
const rows = [
  { name: '1', cells: ['aurora', '900', 'NO,SE'] },
  { name: '2', cells: ['Berta', '1000', 'SE'] },
  { name: '3', cells: ['Calypso', '', 'GR'] },
  { name: '4', cells: ['bertil', '90', ''] },
]
const all: ReadonlySet<Task> = new Set<Task>(['search', 'filter', 'sort'])
const names = (query: Partial<Query>, tasks = all): string => arrange(rows, columns, { ...emptyQuery, ...query }, tasks).map(({ name }) => name).join('')

test('the first column is a link, unless another one is or it refuses', () => {
  const linked = (...flags: (boolean | undefined)[]): boolean[] =>
    columnsOf(flags.map((link, place) => ({ name: String(place), label: '', ...(link !== undefined && { link }) }))).map((column) => column.linked)
  expect(linked(undefined, undefined)).toEqual([true, false])
  expect(linked(undefined, true)).toEqual([false, true])
  expect(linked(false, undefined)).toEqual([false, false])
})

test('text is sorted whatever its case, numbers by size, and what is no number comes last', () => {
  expect(names({ sort: { column: 'ship', ascending: true } })).toBe('1243')
  expect(names({ sort: { column: 'ship', ascending: false } })).toBe('3421')
  expect(names({ sort: { column: 'tons', ascending: true } })).toBe('4123')
})

test('times are sorted by when they are, however they are written', () => {
  const timed = columnsOf([{ name: 't', label: 'T', data_type: 'time' }])
  const moments = ['2024-03-05T10:00:00Z', '1600000000000', 'never'].map((cell) => ({ name: cell, cells: [cell] }))
  const sorted = arrange(moments, timed, { ...emptyQuery, sort: { column: 't', ascending: true } }, all)
  expect(sorted.map(({ name }) => name)).toEqual(['1600000000000', '2024-03-05T10:00:00Z', 'never'])
  expect(textOf('never', timed[0]!)).toBe('never')
  expect(textOf('1600000000000', timed[0]!)).toContain('20')
})

test('a search looks into the searchable columns only', () => {
  expect(names({ words: 'BERT' })).toBe('24')
  expect(names({ words: '1000' })).toBe('')
})

test('a filter lets through what contains one of the ticked values', () => {
  expect(names({ filters: { flags: ['SE'] } })).toBe('12')
  expect(names({ filters: { flags: ['SE'], ship: ['Berta', 'Calypso'] } })).toBe('2')
  expect(names({ filters: { flags: [''] } })).toBe('4')
  expect(names({ filters: { flags: [] } })).toBe('1234')
})

test('what the app does itself is left to it', () => {
  expect(names({ words: 'bert', sort: { column: 'tons', ascending: true } }, new Set<Task>(['sort']))).toBe('4123')
  expect(names({ words: 'bert', filters: { flags: ['SE'] } }, new Set<Task>())).toBe('1234')
})

test('a column can be filtered by each of its tags, or by what its author says', () => {
  expect(filterChoices(columns[2]!, rows)).toEqual(['GR', 'NO', 'SE'])
  expect(filterChoices({ ...columns[2]!, filters: ['SE'] }, rows)).toEqual(['SE'])
  expect(filterChoices(columns[1]!, rows)).toEqual(['90', '900', '1000', ''])
})

test('rows are grouped by the values of a column, in order', () => {
  const table = { name: 't', columns: given, rows }
  const groups = groupsOf(table, columns, { ...emptyQuery, groupBy: 'tons' }, all)
  expect(groups?.map(({ label }) => label)).toEqual(['90', '900', '1000', ''])
  expect(groupsOf(table, columns, emptyQuery, all)).toBeUndefined()
})

test('fixed groups are closed until they are opened, are arranged each for itself, and stay when they are empty', () => {
  const groups = [{ label: 'A', rows: rows.slice(0, 2) }, { label: 'B', rows: rows.slice(2), collapsed: false }]
  const table = { name: 't', columns: given, groups }
  const arranged = groupsOf(table, columns, { ...emptyQuery, words: 'c' }, all)
  expect(linesOf(arranged, [], new Set())).toEqual([{ group: 'A', count: 0, open: false }, { group: 'B', count: 1, open: true }, { row: rows[2] }])
  expect(linesOf(arranged, [], new Set(['B'])).length).toBe(2)
})

test('a download has all rows, and quotes what is in them', () => {
  const csv = toCsv(columnsOf([{ name: 'a', label: 'A "1"' }, { name: 'b', label: 'B' }]), [{ name: 'r', cells: ['x,\ny'] }])
  expect(csv).toBe('\ufeff"A ""1""","B"\r\n"x,\ny",""')
})
